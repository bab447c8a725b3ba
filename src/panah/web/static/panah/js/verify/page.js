// The page where anybody judges a paper: by its address, the camera, a picture or the typed code; on this device.

import { Camera } from "./camera.js";
import { Judge } from "./judge.js";
import * as post from "./post.js";
import * as scan from "./scan.js";
import { decidingOf, show } from "./show.js";
import { clock, inDigits, longDate, said, words, write } from "./words.js";

const find = (name) => document.querySelector(`[data-part="${name}"]`);
const LEAST_CODE = 20;
const LETTER = "letter";
const camera = new Camera(find("video"));
const judge = new Judge(words, told);
let wasByCamera = false;

async function start() {
  if (!window.isSecureContext || !crypto.subtle) return;
  for (const part of document.querySelectorAll("[data-script]")) part.hidden = false;
  find("camera").hidden = !Camera.isThere;
  listen();
  await judge.open();
  if (!fromAddress() && history.state?.asked) ask(history.state.asked);
  judge.refresh().then(news, news);
  keepOffline();
  post.start(judge);
}

function listen() {
  addEventListener("hashchange", fromAddress);
  document.addEventListener("visibilitychange", () => document.hidden && camera.close());
  find("camera").addEventListener("click", look);
  find("close").addEventListener("click", () => camera.close());
  find("picture").addEventListener("change", ({ target }) => target.files[0] && fromPicture(target));
  find("form").addEventListener("submit", typed);
  find("another").addEventListener("click", another);
  for (const link of document.querySelectorAll("[data-language]")) link.addEventListener("click", carry);
}

// A printed code opens this page with the paper after `#`. It is taken out of the address: no history keeps it.
function fromAddress() {
  if (location.hash.length < LEAST_CODE) return false;
  ask({ text: location.href });
  return true;
}

function ask(asked) {
  history.replaceState({ asked }, "", location.pathname);
  find("trouble").hidden = true;
  judge.ask(asked);
}

// Shows what was judged; says its word aloud only when it is new.
function told(judgement, { isNew, isOffline }) {
  const isUnknown = ["list-old", "list-missing"].includes(judgement.status?.reason);
  const warning = isOffline && isUnknown ? words.offline : "";
  show(judgement, { warning, note: judgement.note });
  find("letter").hidden = judgement.type !== LETTER;
  find("ask-letter").search = new URLSearchParams({ n: judge.asked?.code ?? "" });
  for (const part of document.querySelectorAll("[data-asking]")) part.hidden = true;
  find("told").hidden = false;
  document.title = `${find("band-word").textContent} | ${words.title}`;
  post.offer(judgement, decidingOf(judgement).light !== "red");
  if (isNew) {
    scrollTo(0, 0);
    find("band-word").focus({ preventScroll: true });
    if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.(60);
  }
  news();
}

async function look() {
  for (const [name, isShown] of [["eye", true], ["camera", false], ["trouble", false]]) find(name).hidden = !isShown;
  find("close").focus();
  try {
    const text = await camera.look();
    wasByCamera = Boolean(text);
    if (text) ask(judge.askedBy(text));
  } catch (refused) {
    trouble(refused.name === "NotAllowedError" ? words.trouble.notAllowed : words.trouble.noCamera);
  } finally {
    find("eye").hidden = true;
    find("camera").hidden = false;
  }
}

async function fromPicture(field) {
  const text = await scan.read(field.files[0]).catch(() => "");
  field.value = "";
  if (text) ask(judge.askedBy(text));
  else trouble(words.trouble.noCode);
}

function typed(event) {
  event.preventDefault();
  const text = find("form").elements.n.value.trim();
  const isNumber = judge.isNumber(text);
  find("by-number").hidden = !isNumber;
  if (isNumber) {
    find("ask-office").search = new URLSearchParams({ n: text });
    find("by-number").focus();
  } else if (!text) find("form").elements.n.focus();
  else ask(judge.askedBy(text));
}

function another() {
  judge.forget();
  history.replaceState(null, "", location.pathname);
  find("told").hidden = true;
  for (const part of document.querySelectorAll("[data-asking]")) part.hidden = false;
  document.title = words.title;
  find("form").reset();
  if (wasByCamera) look();
  else find("ask-title").focus();
}

function trouble(sentence) {
  write(find("trouble-word"), sentence);
  find("trouble").hidden = false;
  find("trouble").focus();
}

// The other language shows the same paper; a fragment never leaves this device.
function carry({ currentTarget: link }) {
  link.hash = judge.fragment();
}

function news() {
  const at = judge.lists.asOf();
  const sentence = at === null ? words.state.none : said(words.state.asOf, { day: longDate(at), time: inDigits(clock(at)) });
  write(find("state"), sentence);
}

async function keepOffline() {
  if (!navigator.serviceWorker) return;
  const scope = location.pathname.replace(/\/border$/, "");
  await navigator.serviceWorker.register("/verify/worker.js", { scope }).catch(() => null);
  await navigator.serviceWorker.ready;
  document.documentElement.dataset.offline = "ready";
}

start();
