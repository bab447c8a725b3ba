// The border post: that an exit paper was used is written on this device at once, and brought to Panah when there is
// a network and an officer of the border has signed in. Each has a key of its own, so it counts once however often sent.

import { knownBy } from "./claims.js";
import * as store from "./store.js";

const ADDRESS = "/verify/crossings";
const [CROSSING, POST] = ["crossing:", "border-post"];
export const SINGLE_USE = "exit-pass";

// The post this device stands at, or nothing; set by the page an officer of the border opens.
export const post = () => store.get(POST);

export const setPost = (told) => store.put(POST, told);

export const leavePost = () => store.remove(POST);

// What was written here of a paper, if it was.
export const crossingOf = (paper) => store.get(CROSSING + knownBy(paper));

// Writes down that a paper was used, once.
export async function cross(paper) {
  if (await crossingOf(paper)) return;
  const at = new Date().toISOString();
  await store.put(CROSSING + knownBy(paper), { id: newKey(), number: paper.number, at, state: "waiting" });
}

// How many wait to be brought.
export async function waiting() {
  return (await kept()).filter(([, said]) => said.state === "waiting").length;
}

// Brings what waits; says `signed-out` where nobody of the border has signed in here, `brought`, or `offline`.
export async function bring() {
  const mine = (await kept()).filter(([, said]) => said.state === "waiting").slice(0, 100);
  if (!mine.length) return "brought";
  try {
    const asked = await fetch(ADDRESS, { cache: "no-store", redirect: "manual" });
    if (!asked.ok) return asked.status >= 500 ? "offline" : "signed-out";
    const { token } = await asked.json();
    const body = JSON.stringify({ crossings: mine.map(([, { id, number, at }]) => ({ id, number, at })) });
    const headers = { "Content-Type": "application/json", "X-CSRFToken": token };
    const answer = await fetch(ADDRESS, { method: "POST", redirect: "manual", headers, body });
    if (!answer.ok) return "offline";
    const states = new Map((await answer.json()).crossings.map(({ id, state }) => [id, state]));
    for (const [name, said] of mine) {
      if (states.has(said.id)) await store.put(name, { ...said, state: states.get(said.id) });
    }
    return "brought";
  } catch {
    return "offline";
  }
}

async function kept() {
  const all = await store.names(CROSSING);
  return Promise.all(all.map(async (name) => [name, await store.get(name)]));
}

function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
