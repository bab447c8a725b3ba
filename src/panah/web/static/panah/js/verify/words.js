// The words of this page in its language, and days, hours and numbers as its readers write them.

const TEHRAN = 12600;
const DAY = 86400;
const NEW_YEAR_1348 = -286;
const RUN = /[A-Za-z0-9۰-۹٠-٩]+(?:[-‐‑−/.:,+@_%٫٬\u00a0\u202f]+[A-Za-z0-9۰-۹٠-٩]+)*/g;
const PERSIAN = /[\u0621-\u065f\u0670-\u06d3]+(?:[ \u200c]+[\u0621-\u065f\u0670-\u06d3]+)*/g;
const CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

export const words = JSON.parse(document.getElementById("verify-words").textContent);
const { digits, months, gregorian, direction } = words.tongue;

// Writes text into an element, each run of digits isolated; between Latin letters Persian is set apart too.
export function write(element, text) {
  element.replaceChildren(...isolated(inDigits(text.replace(CONTROLS, "")), RUN, { dir: "ltr" }, apart));
}

function apart(text) {
  return direction === "ltr" ? isolated(text, PERSIAN, { dir: "rtl", lang: "fa" }, (rest) => [rest]) : [text];
}

function isolated(text, pattern, attributes, between) {
  const parts = [];
  let end = 0;
  for (const run of text.matchAll(pattern)) {
    if (pattern === RUN && !/[0-9۰-۹٠-٩]/.test(run[0])) continue;
    parts.push(...between(text.slice(end, run.index)), marked(run[0], attributes));
    end = run.index + run[0].length;
  }
  return [...parts, ...between(text.slice(end))];
}

function marked(text, attributes) {
  const made = document.createElement("bdi");
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.textContent = text;
  return made;
}

// Rewrites every digit in those of the language; what is written with Latin letters keeps Latin ones.
export function inDigits(text) {
  return text.replace(/[A-Za-z0-9۰-۹٠-٩@._+/-]+/g, (run) => {
    const plain = run.replace(/[۰-۹٠-٩]/g, (digit) => String(digit.charCodeAt(0) & 15));
    return /[A-Za-z]/.test(plain) ? plain : plain.replace(/[0-9]/g, (digit) => digits[Number(digit)]);
  });
}

// Puts values into a sentence: «%(day)s».
export const said = (sentence, values) => sentence.replace(/%\((\w+)\)s/g, (_, name) => values[name] ?? "");

// «۲۹ آبان ۱۴۰۵» of a moment, in Tehran; the Gregorian day follows where readers live by that.
export const longDate = (seconds) => longDay(Math.floor((seconds + TEHRAN) / DAY));

// The hour of a moment in Tehran: «۹:۱۲».
export function clock(seconds) {
  const minutes = Math.floor(((seconds + TEHRAN) % DAY) / 60);
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}

// A birth between two days that are written YYYYMMDD: as much of it as is known.
export function birth([first, last]) {
  const [from, to] = [jalali(dayOf(first)), jalali(dayOf(last))];
  if (first === last) return longDay(dayOf(first));
  const isWhole = from.day === 1 && jalali(dayOf(last) + 1).day === 1;
  if (isWhole && from.year === to.year && from.month === to.month) return `${months[from.month - 1]} ${from.year}`;
  if (isWhole && from.year === to.year && from.month === 1 && to.month === 12) return String(from.year);
  return `${longDay(dayOf(first))} – ${longDay(dayOf(last))}`;
}

export function longDay(day) {
  const at = jalali(day);
  const written = `${at.day} ${months[at.month - 1]} ${at.year}`;
  if (!gregorian) return written;
  const date = new Date(day * DAY * 1000);
  return `${written} (${date.getUTCDate()}\u00a0${gregorian[date.getUTCMonth()]}\u00a0${date.getUTCFullYear()})`;
}

const dayOf = (written) =>
  Math.round(Date.UTC(Math.floor(written / 10000), (Math.floor(written / 100) % 100) - 1, written % 100) / DAY / 1000);

const isLeap = (year) => ((year + 12) % 33) % 4 === 1;

// The Jalali name of a day counted from 1 January 1970.
export function jalali(day) {
  let [year, left] = [1348, day - NEW_YEAR_1348];
  for (; left < 0; left += isLeap(year) ? 366 : 365) year -= 1;
  for (let length = 365; (length = isLeap(year) ? 366 : 365) <= left; year += 1) left -= length;
  const month = left < 186 ? Math.floor(left / 31) : 6 + Math.floor((left - 186) / 30);
  return { year, month: month + 1, day: (left < 186 ? left % 31 : (left - 186) % 30) + 1 };
}
