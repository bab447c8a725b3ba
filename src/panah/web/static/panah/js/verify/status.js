// Whether papers still hold: a Token Status List (IETF) in CWT form, two bits a paper, in shards fetched whole.

import { decode } from "./cbor.js";
import * as cose from "./cose.js";
import { inflate } from "./inflate.js";
import { malformed, Refused } from "./reasons.js";

export const KIND = "application/statuslist+cwt";
export const SHARD = 131072;
export const STATES = ["valid", "revoked", "suspended", "used"];
const LONGEST = 65536;
const [SUBJECT, EXPIRES, ISSUED_AT, LIST, TTL] = [2, 4, 6, 65533, 65534];
const [BITS, IN_BYTE] = [2, 4];

// Reads a shard a status key has signed; `known` is when the newest one seen before was made.
// Throws Refused: `malformed`, `unknown-key`, `wrong-purpose`, `bad-signature`, `compromised-key`, `list-rolled-back`.
export async function read(token, { trust, uri, known = 0 }) {
  const signed = cose.read(token, KIND, LONGEST);
  const said = decode(signed.payload, LONGEST);
  const fits = said instanceof Map && typeof said.get(SUBJECT) === "string";
  const numbers = fits ? [EXPIRES, ISSUED_AT, TTL].map((name) => said.get(name)) : [null];
  const list = fits ? said.get(LIST) : null;
  const isList = list instanceof Map && cose.isBytes(list.get("lst")) && list.get("bits") === BITS;
  if (!numbers.every(Number.isInteger) || !isList) throw malformed("status-list");
  const [expiresAt, issuedAt] = numbers;
  await trust.signerOfList(signed, issuedAt);
  if (said.get(SUBJECT) !== uri) throw malformed("another-shard");
  if (issuedAt < known) throw new Refused("list-rolled-back");
  return { uri, issuedAt, expiresAt, bits: unpack(list.get("lst")) };
}

// Looks up a place: a word of STATES, or null where the shard has none.
export function stateOf(list, index) {
  const byte = list.bits[Math.floor(index / IN_BYTE)];
  return byte === undefined ? null : STATES[(byte >> ((index % IN_BYTE) * BITS)) & 3];
}

function unpack(packed) {
  const size = SHARD / IN_BYTE;
  let unpacked;
  try {
    unpacked = inflate(packed, size + 1);
  } catch {
    throw malformed("compressed");
  }
  if (unpacked.bytes.length !== size || !unpacked.isWhole) throw malformed("compressed");
  return unpacked.bytes;
}
