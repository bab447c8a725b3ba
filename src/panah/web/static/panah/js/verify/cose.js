// COSE_Sign1 (RFC 9052) in one strict form: nothing outside the signature, nothing optional, one length each.

import { hex, joined } from "./bytes.js";
import { decode, encodeBytes, LONGEST } from "./cbor.js";
import { EDDSA, ES256, KEY_ID, SIGNATURE } from "./keys.js";
import { malformed } from "./reasons.js";

export const START = Uint8Array.of(0xd2, 0x84);
const [ALGORITHM, KEY, KIND] = [1, 4, 16];
const CONTEXT = joined([0x84, 0x6a], new TextEncoder().encode("Signature1"));
const NO_EXTERNAL_DATA = [0x40];

// Takes a message apart that is not believed yet; `kind` is the media type that lists carry and papers do not.
export function read(token, kind = "", longest = LONGEST) {
  if (token[0] !== START[0] || token[1] !== START[1]) throw malformed("not-a-signed-message");
  const parts = decode(token.subarray(1), longest);
  const [header, open, payload, signature] = parts;
  const fits = [header, payload, signature].every(isBytes) && open instanceof Map && parts.length === 4;
  if (!fits) throw malformed("not-a-signed-message");
  if (open.size) throw malformed("open-header-not-empty");
  if (signature.length !== SIGNATURE) throw malformed("signature-length");
  const { algorithm, keyId } = readHeader(header, kind);
  const signed = joined(CONTEXT, encodeBytes(header), NO_EXTERNAL_DATA, encodeBytes(payload));
  return { algorithm, keyId, payload, signature, signed };
}

export const isBytes = (value) => value instanceof Uint8Array;

function readHeader(header, kind) {
  const said = decode(header);
  const size = kind ? 3 : 2;
  const fits = said instanceof Map && said.size === size && (!kind || said.get(KIND) === kind);
  const [algorithm, key] = fits ? [said.get(ALGORITHM), said.get(KEY)] : [];
  if (!Number.isInteger(algorithm) || !isBytes(key)) throw malformed("header");
  if (algorithm !== ES256 && algorithm !== EDDSA) throw malformed("algorithm");
  if (key.length !== KEY_ID) throw malformed("key-id-length");
  return { algorithm, keyId: hex(key) };
}
