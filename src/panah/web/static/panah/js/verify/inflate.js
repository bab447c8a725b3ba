// Undoing zlib (RFC 1950 and 1951), never past a limit: what claims to unpack into millions of bytes is stopped.
// Written out, since the browsers' own differ in what they give of a stream that is broken half way.

const BASES = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
const MORE = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const FAR = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577];
const FAR_MORE = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const END_OF_BLOCK = 256;
const CUT_SHORT = Symbol("cut short");
const FULL = Symbol("full");

// Gives what was unpacked, `most` bytes at most, and whether that is all of it, with its checksum and nothing behind.
// Throws for bytes that are no zlib.
export function inflate(packed, most) {
  const stream = new Stream(packed, most);
  let isWhole = false;
  try {
    isWhole = stream.run();
  } catch (stopped) {
    if (stopped !== CUT_SHORT && stopped !== FULL) throw stopped;
  }
  return { bytes: stream.out.subarray(0, stream.size), isWhole };
}

class Stream {
  constructor(packed, most) {
    Object.assign(this, { packed, at: 0, bits: 0, held: 0, out: new Uint8Array(most), size: 0 });
  }

  run() {
    const [method, flags] = [this.byte(), this.byte()];
    if ((method * 256 + flags) % 31 || (method & 15) !== 8 || method >> 4 > 7 || flags & 32) throw broken("header");
    let isLast = false;
    while (!isLast) {
      isLast = this.take(1) === 1;
      this.block(this.take(2));
    }
    this.held = this.bits = 0;
    let told = 0;
    for (let turn = 0; turn < 4; turn += 1) told = told * 256 + this.byte();
    if (told !== checksum(this.out.subarray(0, this.size))) throw broken("checksum");
    return this.at === this.packed.length;
  }

  byte() {
    if (this.at >= this.packed.length) throw CUT_SHORT;
    return this.packed[this.at++];
  }

  take(count) {
    while (this.held < count) {
      this.bits |= this.byte() << this.held;
      this.held += 8;
    }
    const value = this.bits & ((1 << count) - 1);
    this.bits >>>= count;
    this.held -= count;
    return value;
  }

  put(byte) {
    if (this.size >= this.out.length) throw FULL;
    this.out[this.size++] = byte;
  }

  block(kind) {
    if (kind === 0) this.stored();
    else if (kind === 1) this.coded(FIXED.letters, FIXED.distances);
    else if (kind === 2) this.coded(...this.tables());
    else throw broken("block");
  }

  stored() {
    this.held = this.bits = 0;
    const [size, twin] = [this.byte() | (this.byte() << 8), this.byte() | (this.byte() << 8)];
    if (size !== (~twin & 0xffff)) throw broken("stored");
    for (let turn = 0; turn < size; turn += 1) this.put(this.byte());
  }

  coded(letters, distances) {
    for (;;) {
      const symbol = this.symbol(letters);
      if (symbol === END_OF_BLOCK) return;
      if (symbol < END_OF_BLOCK) this.put(symbol);
      else this.repeat(symbol - 257, distances);
    }
  }

  repeat(place, distances) {
    if (place >= BASES.length) throw broken("length");
    const size = BASES[place] + this.take(MORE[place]);
    const far = this.symbol(distances);
    if (far >= FAR.length) throw broken("distance");
    const back = FAR[far] + this.take(FAR_MORE[far]);
    if (back > this.size) throw broken("too far back");
    for (let turn = 0; turn < size; turn += 1) this.put(this.out[this.size - back]);
  }

  symbol({ counts, symbols }) {
    let [code, first, index] = [0, 0, 0];
    for (let length = 1; length < 16; length += 1) {
      code |= this.take(1);
      const count = counts[length];
      if (code - first < count) return symbols[index + code - first];
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    throw broken("code");
  }

  tables() {
    const [letters, distances, lengths] = [this.take(5) + 257, this.take(5) + 1, this.take(4) + 4];
    if (letters > 286 || distances > 30) throw broken("too many codes");
    const first = new Array(19).fill(0);
    for (let turn = 0; turn < lengths; turn += 1) first[ORDER[turn]] = this.take(3);
    const all = this.lengths(table(first, false), letters + distances);
    if (!all[END_OF_BLOCK]) throw broken("no end");
    return [table(all.slice(0, letters), true), table(all.slice(letters), true)];
  }

  lengths(code, count) {
    const found = [];
    while (found.length < count) {
      const symbol = this.symbol(code);
      if (symbol < 16) found.push(symbol);
      else found.push(...this.repeated(symbol, found));
      if (found.length > count) throw broken("lengths");
    }
    return found;
  }

  repeated(symbol, found) {
    if (symbol === 16 && !found.length) throw broken("nothing to repeat");
    if (symbol === 16) return new Array(3 + this.take(2)).fill(found[found.length - 1]);
    return new Array(symbol === 17 ? 3 + this.take(3) : 11 + this.take(7)).fill(0);
  }
}

function broken(what) {
  return new Error(`no zlib: ${what}`);
}

// A canonical code: how many codes there are of each length, and the symbols in their order.
function table(lengths, mayBeSingle) {
  const counts = new Array(16).fill(0);
  for (const length of lengths) counts[length] += 1;
  let left = 1;
  for (let length = 1; length < 16; length += 1) {
    left = left * 2 - counts[length];
    if (left < 0) throw broken("over-subscribed");
  }
  const used = lengths.length - counts[0];
  if (left > 0 && !(mayBeSingle && (used === 0 || (used === 1 && counts[1] === 1)))) throw broken("incomplete");
  const offsets = [0, 0];
  for (let length = 1; length < 15; length += 1) offsets[length + 1] = offsets[length] + counts[length];
  const symbols = new Array(used);
  lengths.forEach((length, symbol) => {
    if (length) symbols[offsets[length]++] = symbol;
  });
  counts[0] = 0;
  return { counts, symbols };
}

function checksum(bytes) {
  let [low, high] = [1, 0];
  for (const byte of bytes) {
    low = (low + byte) % 65521;
    high = (high + low) % 65521;
  }
  return high * 65536 + low;
}

const FIXED = {
  letters: table([...Array(288).keys()].map((at) => (at < 144 ? 8 : at < 256 ? 9 : at < 280 ? 7 : 8)), false),
  distances: table(new Array(32).fill(5), false),
};
