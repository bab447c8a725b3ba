// A paper as a CBOR Web Token (RFC 8392) with Claim 169 (identity data) and a status reference.
// Claims this page does not know are passed over: an older verifier goes on reading newer papers.

import { decode } from "./cbor.js";
import { malformed } from "./reasons.js";

const [ISSUER, EXPIRES, NOT_BEFORE, ISSUED_AT, IDENTITY, STATUS] = [1, 4, 5, 6, 169, 65535];
const [NAME, BIRTH, SEX, NATIONALITY, SECOND_NAME, LEGAL_STATUS, COUNTRY] = [4, 8, 9, 13, 19, 22, 23];
const [TYPE, NUMBER, OTHERS, DETAILS, BIRTH_BETWEEN] = [75, 76, 77, 78, 79];
const [MOST_OTHERS, MOST_DETAILS] = [24, 12];
const SCHEME = /^https?:\/\//;

// Reads a payload; throws Refused("malformed") when it is no paper of this profile.
export function read(payload) {
  const claims = table(decode(payload), "claims");
  const identity = table(claims.get(IDENTITY), "identity");
  return checked({
    issuer: text(claims, ISSUER),
    issuedAt: required(number(claims, ISSUED_AT)),
    notBefore: number(claims, NOT_BEFORE),
    expiresAt: number(claims, EXPIRES),
    status: status(claims.get(STATUS)),
    type: text(identity, TYPE),
    number: text(identity, NUMBER),
    name: text(identity, NAME),
    nameLatin: text(identity, SECOND_NAME),
    birth: birth(identity.get(BIRTH), identity.get(BIRTH_BETWEEN)),
    sex: sex(number(identity, SEX)),
    nationality: text(identity, NATIONALITY),
    legalStatus: text(identity, LEGAL_STATUS),
    country: text(identity, COUNTRY),
    others: others(identity.get(OTHERS)),
    details: details(identity.get(DETAILS)),
  });
}

// What makes it this paper and no other; never the bytes of its token, of which anybody may write a twin.
export const knownBy = ({ issuer, status: at, type, number: own }) =>
  JSON.stringify(at ? [issuer, at.uri, at.index] : [issuer, type, own]);

function checked(paper) {
  const begins = paper.notBefore ?? 0;
  const ends = paper.expiresAt ?? begins + 1;
  if (!SCHEME.test(paper.issuer)) throw malformed("issuer");
  if (!/^[a-z][a-z0-9-]{0,23}$/.test(paper.type)) throw malformed("type");
  if (paper.issuedAt < 0 || begins < 0 || begins >= ends) throw malformed("times");
  if (paper.others.length > MOST_OTHERS || paper.others.includes("")) throw malformed("others");
  const names = Object.keys(paper.details);
  const areFit = names.every((name) => /^[a-z][a-z0-9_]{0,15}$/.test(name));
  if (names.length > MOST_DETAILS || !areFit) throw malformed("details");
  return paper;
}

function table(value, name) {
  if (!(value instanceof Map) || typeof value.keys().next().value !== "number") throw malformed(name);
  return value;
}

function text(claims, key) {
  const value = claims.get(key) ?? "";
  if (typeof value !== "string" || (claims.has(key) && !value)) throw malformed(`claim-${key}`);
  return value;
}

function number(claims, key) {
  const value = claims.get(key) ?? null;
  if (value !== null && !Number.isInteger(value)) throw malformed(`claim-${key}`);
  return value;
}

function required(value) {
  if (value === null) throw malformed("issued-at");
  return value;
}

function sex(value) {
  if (value !== null && ![1, 2, 3].includes(value)) throw malformed(`claim-${SEX}`);
  return value;
}

function birth(day, between) {
  if (day === undefined && between === undefined) return null;
  if (typeof day === "string" && between === undefined && /^[0-9]{8}$/.test(day)) return span(Number(day), Number(day));
  const fits = day === undefined && Array.isArray(between) && between.length === 2 && between.every(Number.isInteger);
  if (!fits || between[0] === between[1]) throw malformed("birth");
  return span(...between);
}

function span(first, last) {
  if (!isDay(first) || !isDay(last) || last < first) throw malformed("birth");
  return [first, last];
}

// Whether the calendar has a day that is written YYYYMMDD.
function isDay(written) {
  const [year, month, day] = [Math.floor(written / 10000), Math.floor(written / 100) % 100, written % 100];
  const made = new Date(Date.UTC(2000, month - 1, day));
  made.setUTCFullYear(year, month - 1, day);
  return year >= 1 && year <= 9999 && made.getUTCMonth() === month - 1 && made.getUTCDate() === day && month > 0;
}

function others(names) {
  if (names === undefined) return [];
  const fits = Array.isArray(names) && names.length && names.every((name) => typeof name === "string");
  if (!fits) throw malformed("others");
  return names;
}

function details(told) {
  if (told === undefined) return {};
  const isTable = told instanceof Map && typeof told.keys().next().value === "string";
  const fits = isTable && [...told.values()].every((value) => typeof value === "string" || Number.isInteger(value));
  if (!fits) throw malformed("details");
  return Object.fromEntries(told);
}

function status(claim) {
  if (claim === undefined) return null;
  const said = claim instanceof Map ? claim.get("status_list") : null;
  const [index, uri] = said instanceof Map && said.size === 2 ? [said.get("idx"), said.get("uri")] : [];
  if (!Number.isInteger(index) || typeof uri !== "string") throw malformed("status-reference");
  if (!SCHEME.test(uri) || index < 0) throw malformed("status-reference");
  return { uri, index };
}
