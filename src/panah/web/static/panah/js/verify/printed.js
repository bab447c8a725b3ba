// The two printed forms of a token: an address with Base32 after its `#`, and the bare form of Claim 169.

import { LONGEST } from "./cbor.js";
import { START } from "./cose.js";
import { inflate } from "./inflate.js";
import { malformed, Refused } from "./reasons.js";

const PREFIX = "2KC";
const LONGEST_TEXT = 4296;
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const SPACE = "[\\t-\\r\\x1c- \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+";
const ENDS = new RegExp(`^${SPACE}|${SPACE}$`, "g");
const ASCII = /^[\x00-\x7f]*$/;

// Finds the token in what was scanned; throws Refused: `foreign-code`, or `malformed` for one that begins as ours.
export function read(scanned) {
  const text = scanned.replace(ENDS, "");
  if (!ASCII.test(text) || text.length > LONGEST_TEXT) throw new Refused("foreign-code");
  if (!/^https?:\/\//.test(text)) return readBare(text);
  const at = text.indexOf("#");
  return readFragment(at < 0 ? "" : text.slice(at + 1));
}

function readFragment(letters) {
  if (!letters.startsWith(PREFIX)) throw new Refused("foreign-code");
  const bytes = new Uint8Array(Math.floor((letters.length * 5) / 8));
  let [bits, held, at] = [0, 0, 0];
  for (const letter of letters) {
    const value = BASE32.indexOf(letter);
    if (value < 0) throw malformed("base32");
    bits = ((bits << 5) | value) & 0xfff;
    held += 5;
    if (held >= 8) {
      held -= 8;
      bytes[at++] = (bits >> held) & 255;
    }
  }
  if (held >= 5 || bits & ((1 << held) - 1)) throw malformed("base32");
  return bytes;
}

function readBare(text) {
  let unpacked;
  try {
    unpacked = inflate(readBase45(text), LONGEST + 1);
  } catch {
    throw new Refused("foreign-code");
  }
  const { bytes, isWhole } = unpacked;
  if (bytes[0] !== START[0] || bytes[1] !== START[1]) throw new Refused("foreign-code");
  if (!isWhole || bytes.length > LONGEST) throw malformed("compressed");
  return bytes;
}

function readBase45(text) {
  const bytes = [];
  for (let at = 0; at < text.length; at += 3) {
    const places = Array.from(text.slice(at, at + 3), (letter) => BASE45.indexOf(letter));
    const number = places.reduceRight((sum, place) => sum * 45 + place, 0);
    if (places.includes(-1) || places.length < 2 || number >= 256 ** (places.length - 1)) throw malformed("base45");
    if (places.length === 3) bytes.push(number >> 8);
    bytes.push(number & 255);
  }
  return Uint8Array.from(bytes);
}
