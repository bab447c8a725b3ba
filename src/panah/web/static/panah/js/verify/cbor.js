// CBOR as tokens may use it: one byte form for each value, and nothing that a token does not need.
// Numbers of 53 bits, bytes (Uint8Array), text, arrays, and maps (Map) keyed by numbers from zero or by texts.

import { joined } from "./bytes.js";
import { malformed } from "./reasons.js";

export const LONGEST = 2048;
const DEEPEST = 6;
const MOST = 2 ** 53 - 1;
const LEAST = { 24: 24, 25: 2 ** 8, 26: 2 ** 16, 27: 2 ** 32 };
const [NUMBER, NEGATIVE, BYTES, TEXT, ARRAY, MAP] = [0, 1, 2, 3, 4, 5];
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

// Reads exactly one value from bytes in their only form; throws Refused("malformed") for all else.
export function decode(data, longest = LONGEST) {
  if (data.length > longest) throw malformed("too-long");
  const reader = new Reader(data);
  const value = reader.item(0);
  if (reader.at !== data.length) throw malformed("trailing-bytes");
  return value;
}

// The head of a byte string and the bytes: all that a verifier ever writes.
export function encodeBytes(bytes) {
  const size = bytes.length;
  if (size < 24) return joined([0x40 | size], bytes);
  if (size < 256) return joined([0x58, size], bytes);
  if (size < 65536) return joined([0x59, size >> 8, size & 255], bytes);
  return joined([0x5a, size >>> 24, (size >> 16) & 255, (size >> 8) & 255, size & 255], bytes);
}

class Reader {
  constructor(data) {
    this.data = data;
    this.at = 0;
  }

  peek() {
    if (this.at >= this.data.length) throw malformed("cut-short");
    return this.data[this.at];
  }

  item(depth) {
    const major = this.peek() >> 5;
    if (major > MAP) throw malformed("type-not-allowed");
    const number = this.number();
    if (major === NUMBER) return number;
    if (major === NEGATIVE) return -1 - number;
    if (major < ARRAY) return this.string(number, major === TEXT);
    if (depth === DEEPEST) throw malformed("too-deep");
    return major === ARRAY ? this.array(number, depth + 1) : this.map(number, depth + 1);
  }

  number() {
    const short = this.peek() & 31;
    this.at += 1;
    if (short < 24) return short;
    const least = LEAST[short];
    if (least === undefined) throw malformed("length-not-definite");
    const end = this.at + (1 << (short - 24));
    if (end > this.data.length) throw malformed("cut-short");
    let number = 0;
    for (; this.at < end; this.at += 1) number = number * 256 + this.data[this.at];
    if (number < least) throw malformed("not-shortest");
    if (number > MOST) throw malformed("number-too-large");
    return number;
  }

  string(size, isText) {
    if (this.at + size > this.data.length) throw malformed("cut-short");
    const raw = this.data.subarray(this.at, this.at + size);
    this.at += size;
    if (!isText) return raw;
    try {
      return utf8.decode(raw);
    } catch {
      throw malformed("text-not-utf-8");
    }
  }

  array(count, depth) {
    const items = [];
    for (let turn = 0; turn < count; turn += 1) items.push(this.item(depth));
    return items;
  }

  map(count, depth) {
    const entries = new Map();
    const kind = count && this.peek() >> 5 === TEXT ? TEXT : NUMBER;
    let before = null;
    for (let turn = 0; turn < count; turn += 1) {
      if (this.peek() >> 5 !== kind) throw malformed("key-not-allowed");
      const start = this.at;
      const key = this.item(depth);
      const raw = this.data.subarray(start, this.at);
      if (before !== null && !isAfter(raw, before)) throw malformed("keys-out-of-order");
      before = raw;
      entries.set(key, this.item(depth));
    }
    return entries;
  }
}

// With keys in their shortest form the order of their bytes is the order of their lengths and values.
function isAfter(raw, before) {
  for (let at = 0; at < raw.length && at < before.length; at += 1) {
    if (raw[at] !== before[at]) return raw[at] > before[at];
  }
  return raw.length > before.length;
}
