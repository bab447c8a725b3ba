// Showing a judgement: the band with its word, three lights in their order, what the paper must say, what to do.

import { birth, clock, inDigits, longDate, said, words, write } from "./words.js";

const SHAPES = { green: "circle", amber: "triangle", red: "octagon" };
const find = (name) => document.querySelector(`[data-part="${name}"]`);

// Shows it; `extra` are sentences of the moment, such as that there is no network.
export function show(judgement, extra = {}) {
  const lights = ["authentic", "inDate", "status"].filter((name) => judgement[name]);
  const decider = decidingOf(judgement);
  band(decider, judgement);
  find("lights").replaceChildren(...lights.map((name) => row(name, judgement, extra)));
  facts(judgement);
  advice(decider, judgement, extra);
}

// The verdict that the word of the band speaks of: what is against the paper, else what is not known.
export function decidingOf({ authentic, inDate, status }) {
  const inOrder = [authentic, status, inDate].filter(Boolean);
  const first = (colour) => inOrder.find(({ light }) => light === colour);
  return first("red") ?? first("amber") ?? authentic;
}

// What a table says of a light; of some types it says it in other words.
const among = (table, { light, reason }, type) =>
  table[`${type} ${reason}`] ??
  table[`${light} ${reason}`] ??
  (light === "doubted" ? table.doubted : table[reason ?? light]) ??
  table[light];

// That a paper may be none of ours is another matter than that its state of today is not known.
function spokenOf(decider, { authentic }) {
  const isDoubted = decider === authentic && decider.light === "amber" && decider.reason.startsWith("list-");
  return isDoubted ? { light: "doubted", reason: decider.reason } : decider;
}

function band(decider, judgement) {
  const [word, under] = among(words.bands, spokenOf(decider, judgement), judgement.type);
  const shape = SHAPES[decider.light];
  find("band").className = `verdict verdict-${shape}`;
  find("band-shape").replaceChildren(drawn(shape));
  write(find("band-word"), word);
  write(find("band-under"), under || titleOf(judgement));
}

function titleOf({ paper, type, inDate }) {
  const title = words.types[paper?.type ?? type] ?? "";
  const until = inDate?.light === "green" && inDate.at;
  return until ? said(words.untilDay, { what: title, day: longDate(until - 1) }) : title;
}

function drawn(shape) {
  return document.querySelector(`template[data-shape="${shape}"]`).content.cloneNode(true);
}

function row(name, judgement, { note }) {
  const verdict = judgement[name];
  const made = document.querySelector("template[data-light]").content.cloneNode(true).firstElementChild;
  const [word, under] = among(words.lights[name], verdict, judgement.type);
  const shape = SHAPES[verdict.light];
  made.classList.add(`light-${shape}`);
  made.querySelector("[data-shape]").replaceChildren(drawn(shape));
  write(made.querySelector("strong"), word);
  write(made.querySelector(".soft"), noteOf(name, verdict, (name === "status" && note) || under));
  return made;
}

// Ends and expiries are moments after the last day; lists speak of an hour.
function noteOf(name, { light, reason, at }, sentence) {
  if (at === null) return sentence.includes("%(") ? words.noEnd : sentence;
  const isEnd = name === "inDate" && (light === "green" || reason === "expired");
  return said(sentence, { day: longDate(isEnd ? at - 1 : at), time: inDigits(clock(at)) });
}

function facts({ paper, type, inDate }) {
  const rows = paper ? rowsOf(paper) : type ? [["type", words.types[type] ?? type], ["until", endOf(inDate)]] : [];
  find("facts").replaceChildren(...rows.filter(([, value]) => value).map(([name, value]) => fact(name, value)));
  find("frame").hidden = !rows.length;
}

const endOf = (inDate) => (inDate?.at && inDate.reason !== "not-yet" ? longDate(inDate.at - 1) : "");

function rowsOf(paper) {
  const { border, from, to } = paper.details;
  return [
    ["name", paper.name],
    ["latin", paper.nameLatin],
    ["others", paper.others.join(words.comma)],
    ["birth", paper.birth && birth(paper.birth)],
    ["type", words.types[paper.type] ?? paper.type],
    ["number", paper.number],
    ["since", longDate(paper.notBefore ?? paper.issuedAt)],
    ["until", paper.expiresAt && longDate(paper.expiresAt - 1)],
    ["border", border && (words.borders[border] ?? String(border).toUpperCase())],
    ["route", from && to && said(words.route, { from, to })],
  ];
}

function fact(name, value) {
  const made = document.createElement("div");
  made.className = `fact-${name}`;
  const [term, text] = [document.createElement("dt"), document.createElement("dd")];
  write(term, words.facts[name]);
  write(text, value);
  if (name === "latin") Object.assign(text, { lang: "en", dir: "ltr" });
  made.append(term, text);
  return made;
}

function advice(decider, judgement, { warning }) {
  const { paper, type } = judgement;
  const isGood = decider.light === "green";
  const lines = [...(among(words.advice, spokenOf(decider, judgement), type) ?? [])];
  if (warning) lines.unshift(warning);
  const isKnown = paper && decider.light !== "red";
  if (isKnown && !isGood) lines.push(words.compare.short);
  if (decider.light === "red" || (type && !isGood)) lines.push(words.noGround);
  write(find("advice-title"), isGood ? words.compare.title : words.whatToDo);
  find("advice").replaceChildren(...(isGood ? [...lines, ...words.compare.lines] : lines).map(paragraph));
}

export function paragraph(sentence) {
  const made = document.createElement("p");
  write(made, sentence);
  return made;
}
