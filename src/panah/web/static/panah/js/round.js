// The counter of a round by keyboard: members, captures, the camera. Everything here can be done without it.
"use strict";

const TYPING = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";
const rows = [...document.querySelectorAll("tr[data-member]")];
const visit = document.querySelector("form[data-round]");
const camera = document.querySelector("form[data-camera]");

function boxOf(row) {
  return row.querySelector("input[name=present]");
}

function here() {
  return rows.findIndex((row) => row.contains(document.activeElement));
}

function count() {
  const came = document.querySelector("[data-came]");
  if (came) came.textContent = rows.filter((row) => boxOf(row).checked).length.toLocaleString("fa-IR");
}

function moveTo(place) {
  const row = rows[Math.max(0, Math.min(rows.length - 1, place))];
  if (!row) return;
  for (const other of rows) other.classList.toggle("cursor", other === row);
  const box = boxOf(row);
  if (!box.disabled) box.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

function everybody() {
  for (const row of rows) {
    const box = boxOf(row);
    if (box.disabled || box.checked) continue;
    box.checked = true;
    row.classList.add("chosen");
  }
  boxOf(rows[0]).dispatchEvent(new Event("change", { bubbles: true }));
}

function cannotBeRead() {
  const cursor = rows.find((row) => row.classList.contains("cursor"));
  const open = cursor && cursor.querySelector(".excuse");
  const chosen = open || document.querySelector(".excuse");
  if (!chosen) return;
  chosen.open = true;
  chosen.querySelector("button").focus();
}

function onKey(event) {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "Escape" && event.target.closest(TYPING)) event.target.blur();
  if (event.target.closest(TYPING)) return;
  const at = here() >= 0 ? here() : rows.findIndex((row) => row.classList.contains("cursor"));
  if (event.key === "ArrowDown" && rows.length) moveTo(at + 1);
  else if (event.key === "ArrowUp" && rows.length) moveTo(at < 0 ? 0 : at - 1);
  else if (event.key === "ج") document.querySelector(".top .find input").focus();
  else if (event.key === "گ") cannotBeRead();
  else if (event.key === "Enter" && visit && !event.target.closest("a, button, summary, input")) visit.requestSubmit();
  else {
    const shown = [...document.querySelectorAll(`[data-key="${event.key}"]`)];
    const target = shown.find((one) => one.offsetParent !== null);
    if (!target) return;
    target.click();
  }
  event.preventDefault();
}

// A picture of the camera goes into the form's own field, as if it had been chosen there.
async function shoot(video, field) {
  const canvas = document.createElement("canvas");
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext("2d").drawImage(video, 0, 0);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.92));
  const files = new DataTransfer();
  files.items.add(new File([blob], "portrait.jpg", { type: "image/jpeg" }));
  field.files = files.files;
}

async function openCamera(form) {
  if (!navigator.mediaDevices || !navigator.mediaDevices.getUserMedia) return;
  const lens = form.querySelector("[data-lens]");
  const video = lens.querySelector("video");
  try {
    video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { width: 640, height: 480 } });
  } catch {
    return;
  }
  lens.hidden = false;
  form.querySelector("[data-file]").hidden = true;
  const field = form.querySelector("input[type=file]");
  form.querySelector("[data-shoot]").addEventListener("click", async (event) => {
    event.preventDefault();
    if (!form.querySelector("input[name=subject]") || !video.videoWidth) return;
    await shoot(video, field);
    form.requestSubmit();
  });
}

document.addEventListener("keydown", onKey);
const all = document.querySelector("[data-everybody]");
if (all) {
  all.hidden = false;
  all.addEventListener("click", everybody);
}
// What is typed is kept as it is left, or when the hand rests.
let resting = 0;

function keep() {
  clearTimeout(resting);
  resting = 0;
  const headers = { "HX-Request": "true" };
  fetch(visit.dataset.keep, { method: "POST", body: new FormData(visit), headers, keepalive: true }).catch(() => {
    resting = setTimeout(keep, 5000);
  });
}

if (visit) {
  document.addEventListener("input", (event) => {
    if (event.target.form !== visit || event.target.matches("[type=checkbox]")) return;
    clearTimeout(resting);
    resting = setTimeout(keep, 900);
  });
  document.addEventListener("focusout", () => {
    if (resting) keep();
  });
  document.addEventListener("change", (event) => {
    const row = event.target.closest("tr[data-member]");
    if (row && event.target.name === "present") row.classList.toggle("chosen", event.target.checked);
    count();
    const typed = event.target.matches("[data-workshop]") ? event.target.value.trim() : "";
    const list = document.getElementById("workshops");
    if (typed && list && ![...list.options].some((one) => one.value === typed)) list.append(new Option("", typed));
    if (event.target.form === visit) keep();
  });
}
if (camera) openCamera(camera);
