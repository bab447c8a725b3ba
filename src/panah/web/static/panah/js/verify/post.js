// The border post on this page: the button that writes a crossing down, and how many wait to be brought.

import * as border from "./border.js";
import { inDigits, said, words, write } from "./words.js";

const EVERY = 20000;
const find = (name) => document.querySelector(`[data-part="${name}"]`);
let [place, judge, offered] = [null, null, null];

// Begins where an officer of the border set this device up, on this page or before.
export async function start(over) {
  judge = over;
  const told = document.getElementById("border-post");
  if (told) await border.setPost(JSON.parse(told.textContent));
  place = await border.post();
  if (!place) return;
  find("post").hidden = false;
  write(find("post-name"), place.name);
  find("cross").addEventListener("click", cross);
  find("post-leave").addEventListener("click", leave);
  addEventListener("online", bring);
  setInterval(() => document.hidden || bring(), EVERY);
  await bring();
  if (offered) offer(...offered);
}

// Offers to write down that a paper was used: an exit paper with nothing against it, on a device of the border.
export async function offer(judgement, isGood) {
  offered = [judgement, isGood];
  if (!place) return;
  const { paper } = judgement;
  const crossed = paper?.type === border.SINGLE_USE && (await border.crossingOf(paper));
  find("cross").hidden = !(isGood && paper?.type === border.SINGLE_USE && !crossed);
  const state = crossed ? words.post.states[crossed.state] : "";
  find("crossed").hidden = !state;
  if (state) write(find("crossed"), state);
}

async function cross() {
  const { paper } = offered[0];
  find("cross").hidden = true;
  await border.cross(paper);
  await judge.again();
  await bring();
}

async function bring() {
  const state = (await border.waiting()) ? await border.bring() : "brought";
  const count = await border.waiting();
  const sentence = said(words.post.waiting, { count: inDigits(String(count)) });
  find("post-waiting").hidden = !count;
  write(find("post-waiting"), sentence);
  find("post-enter").hidden = state !== "signed-out";
  if (offered) await offer(...offered);
}

async function leave() {
  await border.leavePost();
  location.assign(location.pathname.replace(/\/border$/, ""));
}
