// Keeps the verifier on this device. SHELL, written before this by the server, names each page and file with its hash:
// what did not change is never fetched again, and nothing else of the site passes through here.
"use strict";

const STORE = `panah-verify ${new URL(registration.scope).pathname}`;
const HERE = new URL(registration.scope).pathname;
const kept = (hash) => `/kept/${hash}`;
const wanted = () => [...Object.entries(SHELL.files), [HERE, SHELL.pages[HERE]]];

addEventListener("install", (event) => event.waitUntil(install().then(() => self.skipWaiting())));
addEventListener("activate", (event) => event.waitUntil(tidy().then(() => clients.claim())));
addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  if (event.request.mode === "navigate") event.respondWith(page(event.request, url));
  else if (SHELL.files[url.pathname]) event.respondWith(file(event.request, SHELL.files[url.pathname]));
});

async function install() {
  const store = await caches.open(STORE);
  for (const [url, hash] of wanted()) {
    const name = kept(hash);
    if (await store.match(name)) continue;
    await store.put(name, (await caches.match(name)) ?? (await fetched(url, hash)));
  }
}

// Fetches a file and takes it only when it is the one that was named: half of a new version is none.
async function fetched(url, hash) {
  const answer = await fetch(url, { cache: "no-cache", credentials: "omit" });
  const body = await answer.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  const found = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (!answer.ok || found !== hash) throw new Error(`${url} is not what was named`);
  const headers = new Headers(answer.headers);
  for (const name of ["Content-Encoding", "Content-Length", "Set-Cookie"]) headers.delete(name);
  return new Response(body, { headers });
}

async function tidy() {
  const store = await caches.open(STORE);
  const hashes = new Set(wanted().map(([, hash]) => kept(hash)));
  for (const request of await store.keys()) {
    if (!hashes.has(new URL(request.url).pathname)) await store.delete(request);
  }
}

// The page from here; with a question in its address, or of the border, from the server while there is one.
async function page(request, url) {
  const own = async () => (await caches.match(kept(SHELL.pages[HERE]))) ?? fetch(request);
  if (url.pathname === HERE && !url.search) return own();
  return fetch(request).catch(own);
}

const file = async (request, hash) => (await caches.match(kept(hash))) ?? fetch(request);
