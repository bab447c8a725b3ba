// The trust list: which keys may sign what, since when and until when, signed by the offline root.

import { decode } from "./cbor.js";
import * as cose from "./cose.js";
import { hex } from "./bytes.js";
import { fromCoordinates, verifies } from "./keys.js";
import { malformed, Refused } from "./reasons.js";

export const KIND = "application/panah-trust-list+cbor";
const LONGEST = 65536;
const [ACTIVE, RETIRED, COMPROMISED] = [0, 1, 2];
const PURPOSES = ["card", "paper", "status", "file"];
const REQUIRED = [1, 2, 3, 5, 6, 7, 8, 9];
const [Y, SINCE] = [4, 10];

// Reads a list the root has signed; `known` is the highest sequence number seen before.
// Throws Refused: `malformed`, `unknown-key` for another root, `bad-signature`, `list-rolled-back`.
export async function read(token, root, known = 0) {
  const signed = cose.read(token, KIND, LONGEST);
  if (signed.keyId !== root.id) throw new Refused("unknown-key", "root");
  const isGenuine = signed.algorithm === root.algorithm && (await verifies(root, signed.signature, signed.signed));
  if (!isGenuine) throw new Refused("bad-signature", "root");
  const said = decode(signed.payload, LONGEST);
  const fits = said instanceof Map && said.size === 3 && Number.isInteger(said.get(1)) && Number.isInteger(said.get(2));
  if (!fits || !Array.isArray(said.get(3))) throw malformed("trust-list");
  const keys = await Promise.all(said.get(3).map(readKey));
  const trust = new TrustList(said.get(1), said.get(2), keys);
  if (trust.sequence < known) throw new Refused("list-rolled-back");
  return trust;
}

class TrustList {
  constructor(sequence, issuedAt, keys) {
    Object.assign(this, { sequence, issuedAt, keys, byId: new Map(keys.map((key) => [key.id, key])) });
    if (this.byId.size !== keys.length) throw malformed("key-twice");
  }

  // Finds the key that signed a message for one of these purposes.
  async signerOf(signed, ...purposes) {
    const key = this.byId.get(signed.keyId);
    if (!key) throw new Refused("unknown-key");
    if (!purposes.includes(key.purpose)) throw new Refused("wrong-purpose", "purpose");
    if (key.public.algorithm !== signed.algorithm) throw new Refused("bad-signature", "algorithm");
    const isGenuine = await verifies(key.public, signed.signature, signed.signed);
    if (isGenuine === null) throw new Refused("not-readable-here");
    if (!isGenuine) throw new Refused("bad-signature");
    return key;
  }

  // Finds the key of a list: a status key in its time, never one in other hands.
  async signerOfList(signed, issuedAt) {
    const key = await this.signerOf(signed, "status");
    if (key.state === COMPROMISED) throw new Refused("compromised-key");
    if (!maySignAt(key, issuedAt)) throw new Refused("wrong-purpose", "time");
    return key;
  }
}

export const maySignAt = (key, moment) => key.notBefore <= moment && moment <= key.notAfter;

async function readKey(entry) {
  if (!(entry instanceof Map)) throw malformed("key");
  const [id, algorithm, x, purpose, types, notBefore, notAfter, state] = REQUIRED.map((name) => entry.get(name));
  const [y, since] = [entry.get(Y) ?? new Uint8Array(), entry.get(SINCE) ?? null];
  const onlyKnown = [...entry.keys()].every((name) => REQUIRED.includes(name) || name === Y || name === SINCE);
  const fits =
    onlyKnown && [id, x, y].every(cose.isBytes) && [algorithm, notBefore, notAfter].every(Number.isInteger) &&
    PURPOSES.includes(purpose) && Array.isArray(types) && types.every((one) => typeof one === "string") &&
    [ACTIVE, RETIRED, COMPROMISED].includes(state) && (since === null || Number.isInteger(since));
  if (!fits) throw malformed("key");
  const key = await fromCoordinates(algorithm, x, y);
  if ((state === COMPROMISED) !== (since !== null)) throw malformed("key-state");
  if (notBefore < 0 || notBefore > notAfter) throw malformed("key-times");
  if (key.id !== hex(id)) throw malformed("key-id");
  return { id: key.id, public: key, purpose, types, notBefore, notAfter, state, compromisedSince: since };
}
