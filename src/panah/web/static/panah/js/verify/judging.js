// Three lights about a paper: authentic, in date, still valid as of when; each with a word for what is wrong.
// Nothing is green that was not looked up: without a status list the third light is amber.

import * as claims from "./claims.js";
import * as cose from "./cose.js";
import * as printed from "./printed.js";
import { Refused } from "./reasons.js";
import { SHARD, stateOf } from "./status.js";
import { maySignAt } from "./trust.js";

export const FRESH = 86400;

const light = (colour, reason = null, at = null) => ({ light: colour, reason, at });
const green = (at = null) => light("green", null, at);
const amber = (reason, at = null) => light("amber", reason, at);
const red = (reason, at = null) => light("red", reason, at);

// Judges what was scanned, whatever it is. `lists` gives a status list by its address, or the reason for having none.
export async function judgeText(text, { trust, lists, now }) {
  let token;
  try {
    token = printed.read(text);
  } catch (refused) {
    return notAuthentic(refused);
  }
  return judge(token, { trust, lists, now });
}

// Judges a token. A clock behind the lists at hand is put forward to them.
export async function judge(token, { trust, lists, now }) {
  let proof;
  try {
    proof = await prove(token, trust);
  } catch (refused) {
    return notAuthentic(refused);
  }
  const { paper, key } = proof;
  const lost = key.compromisedSince;
  const found = foundFor(paper.status, lists);
  const moment = latest(now, trust.issuedAt, found);
  return {
    authentic: lost === null ? green() : amber("compromised-key", lost),
    inDate: inDate(paper.notBefore ?? paper.issuedAt, paper.expiresAt, moment),
    status: statusOf(paper.status, found, moment),
    paper,
  };
}

// Judges a typed code, of which nothing says that this sheet is the one it was given to: never green at first.
// `index` is its shard or the reason for having none; `statusPage` what the number of a status shard is put behind.
export function judgeNumber({ tag }, { index, statusPage, lists, now }) {
  if (typeof index === "string") return bare(amber(index));
  const entry = index.entries.get(tag);
  if (!entry) {
    const isFresh = now - index.issuedAt <= FRESH;
    return bare(isFresh ? red("unknown-number", index.issuedAt) : amber("list-old", index.issuedAt));
  }
  const reference = referenceOf(entry.place, statusPage);
  const found = foundFor(reference, lists);
  const moment = latest(now, index.issuedAt, found);
  return {
    authentic: amber("number-only"),
    inDate: inDate(0, entry.expiresAt, moment),
    status: statusOf(reference, found, moment),
    paper: null,
    type: entry.type,
  };
}

// Where a place among all papers stands: the address of its shard and the index there.
export const referenceOf = (place, statusPage) => ({
  uri: `${statusPage}${Math.floor(place / SHARD)}`,
  index: place % SHARD,
});

// Believes a token that a trusted key has signed and was entitled to sign, whatever the time is now.
export async function prove(token, trust) {
  const signed = cose.read(token);
  const key = await trust.signerOf(signed, "card", "paper");
  const paper = claims.read(signed.payload);
  if (!key.types.includes(paper.type)) throw new Refused("wrong-purpose", "type");
  if (!maySignAt(key, paper.issuedAt)) throw new Refused("wrong-purpose", "time");
  const lost = key.compromisedSince;
  if (lost !== null && paper.issuedAt >= lost) throw new Refused("compromised-key");
  return { paper, key };
}

const bare = (authentic) => ({ authentic, inDate: null, status: null, paper: null });

function notAuthentic(refused) {
  if (!(refused instanceof Refused)) throw refused;
  return bare(refused.reason === "not-readable-here" ? amber(refused.reason) : red(refused.reason));
}

const foundFor = (reference, lists) => (reference && lists.get(reference.uri)) || "list-missing";

const latest = (now, signedAt, found) => Math.max(now, signedAt, typeof found === "string" ? 0 : found.issuedAt);

function inDate(begins, ends, now) {
  if (now < begins) return red("not-yet", begins);
  return ends !== null && now >= ends ? red("expired", ends) : green(ends);
}

// What an old list says against a paper still counts; what it says for it does not.
function statusOf(reference, found, now) {
  if (typeof found === "string") return amber(found);
  const state = stateOf(found, reference.index);
  if (state === null) return amber("list-missing", found.issuedAt);
  if (state !== "valid") return red(state, found.issuedAt);
  const isOld = now - found.issuedAt > FRESH || now >= found.expiresAt;
  return isOld ? amber("list-old", found.issuedAt) : green(found.issuedAt);
}
