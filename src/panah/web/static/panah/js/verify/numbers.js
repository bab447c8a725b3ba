// The number index: judging a typed code without telling anybody which it is. A shard is fetched whole.

import { hex } from "./bytes.js";
import { decode } from "./cbor.js";
import * as cose from "./cose.js";
import { malformed, Refused } from "./reasons.js";

export const KIND = "application/panah-number-index+cbor";
const LONGEST = 1 << 20;
const [ROUNDS, TAG] = [20000, 8];
const SALT = new TextEncoder().encode("panah-number-1");
const ALPHABET = /^[23456789ABCDEFGHJKMNPQRSTVWXYZ]{10}$/;

// Reads a typed code in any case and digits, with or without its dash; null for what cannot be one.
export function readCode(typed) {
  const code = typed
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[\s\p{Cc}\p{Cf}_.–-]/gu, "")
    .toUpperCase();
  return ALPHABET.test(code) ? code : null;
}

// Reads a code as it is typed, or out of the square of a letter, which is `<page>?n=CODE` at any host.
export function codeIn(text) {
  const address = /^https?:\/\/[^?#\s]+\?n=([^&#\s]+)$/.exec(text.trim());
  return readCode(address ? address[1] : text);
}

// Gives the shard of a code and its tag there, both in hexadecimal.
export async function hashed(code) {
  const typed = await crypto.subtle.importKey("raw", new TextEncoder().encode(code), "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt: SALT, iterations: ROUNDS };
  const digest = new Uint8Array(await crypto.subtle.deriveBits(how, typed, 8 * (1 + TAG)));
  return { shard: hex(digest.subarray(0, 1)), tag: hex(digest.subarray(1)) };
}

// Reads a shard a status key has signed; throws Refused as the reader of a status list does.
export async function read(token, { trust, shard, known = 0 }) {
  const signed = cose.read(token, KIND, LONGEST);
  const said = decode(signed.payload, LONGEST);
  const [told, issuedAt, types, entries] = said instanceof Map ? [1, 2, 3, 4].map((name) => said.get(name)) : [];
  const fits = [told, issuedAt].every(Number.isInteger) && Array.isArray(types) && Array.isArray(entries);
  if (!fits) throw malformed("number-index");
  await trust.signerOfList(signed, issuedAt);
  if (told !== Number.parseInt(shard, 16)) throw malformed("another-shard");
  if (issuedAt < known) throw new Refused("list-rolled-back");
  return { shard, issuedAt, entries: new Map(entries.map((entry) => readEntry(entry, types))) };
}

function readEntry(entry, types) {
  const [tag, place, at, expiresAt = null] = Array.isArray(entry) && entry.length >= 3 && entry.length <= 4 ? entry : [];
  const type = Number.isInteger(at) && at >= 0 ? types[at] : undefined;
  const fits = cose.isBytes(tag) && tag.length === TAG && Number.isInteger(place) && typeof type === "string";
  if (!fits || (expiresAt !== null && !Number.isInteger(expiresAt))) throw malformed("number-entry");
  return [hex(tag), { place, type, expiresAt }];
}
