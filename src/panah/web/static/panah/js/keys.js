// Passkeys: shows the way of the key where this browser knows keys, and says so when a key could not be read.
// Without it the page says what a key needs, and password and code remain.
"use strict";

const NUMBERED = /^[\d.]+$|:/;

function knowsKeys() {
  return Boolean(window.PublicKeyCredential) && !NUMBERED.test(location.hostname);
}

function shown(kind, yes) {
  for (const part of document.querySelectorAll(`[data-key="${kind}"]`)) part.hidden = !yes;
}

function say(name) {
  const box = document.getElementById("key-trouble");
  if (!box) return;
  const sentences = [...box.querySelectorAll("[data-when]")];
  const fitting = sentences.find((one) => one.dataset.when === name) || sentences[0];
  for (const one of sentences) one.hidden = one !== fitting;
  box.hidden = false;
  box.focus();
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  say(event.detail.exception.name);
});

if (knowsKeys()) {
  shown("needs", false);
  shown("way", true);
}
