// Public keys as the trust list carries them: P-256 for ES256, Ed25519 for EdDSA, each named by its own hash.

import { hex, joined } from "./bytes.js";
import { malformed } from "./reasons.js";

export const ES256 = -7;
export const EDDSA = -8;
export const SIGNATURE = 64;
export const KEY_ID = 8;
const COORDINATE = 32;
const P256 = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const ED25519 = { name: "Ed25519" };
const P256_HEAD = Uint8Array.of(
  0x30, 0x59, 0x30, 0x13, 6, 7, 0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1, 6, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7, 3, 0x42, 0, 4,
);
const ED25519_HEAD = Uint8Array.of(0x30, 0x2a, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 3, 0x21, 0);

// Names a key: the first 8 bytes of SHA-256 over its SubjectPublicKeyInfo in DER, in hexadecimal.
export async function keyId(der) {
  return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", der)).subarray(0, KEY_ID));
}

// Makes a key again from its coordinates; throws Refused("malformed") for what lies on no curve.
// Where the browser does not know Ed25519 such a key has no handle, and `verifies` says so.
export async function fromCoordinates(algorithm, x, y) {
  const isModern = algorithm === EDDSA;
  if (algorithm !== ES256 && !isModern) throw malformed("key-algorithm");
  if (x.length !== COORDINATE || y.length !== (isModern ? 0 : COORDINATE)) throw malformed("key-length");
  return imported(algorithm, joined(isModern ? ED25519_HEAD : P256_HEAD, x, y));
}

// Makes the root's key from its SubjectPublicKeyInfo.
export async function fromDer(der) {
  return imported(ES256, der);
}

async function imported(algorithm, der) {
  const isModern = algorithm === EDDSA;
  let handle = null;
  try {
    handle = await crypto.subtle.importKey("spki", der, isModern ? ED25519 : P256, false, ["verify"]);
  } catch {
    if (!isModern) throw malformed("key-on-no-curve");
  }
  return { algorithm, handle, id: await keyId(der) };
}

// Whether 64 bytes of signature belong to these bytes and this key; null where this browser cannot say.
export async function verifies(key, signature, signed) {
  if (!key.handle) return null;
  return crypto.subtle.verify(key.algorithm === EDDSA ? ED25519 : P256, key.handle, signature, signed);
}
