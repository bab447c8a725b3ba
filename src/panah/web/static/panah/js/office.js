// Keys for office pages. Everything here can be done without it; letters act only outside fields.
"use strict";

const TYPING = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";
const LIST = document.querySelector("[data-worklist]");
const DECISION = document.querySelector("[data-decide]");
const rows = [...document.querySelectorAll("tr[data-row]")];
let at = -1;

function boxOf(row) {
  return row.querySelector("input[type=checkbox]");
}

function count() {
  const bar = LIST && LIST.querySelector("[data-count]");
  if (!bar) return;
  let chosen = 0;
  for (const row of rows) {
    const box = boxOf(row);
    const on = Boolean(box && box.checked);
    row.classList.toggle("chosen", on);
    chosen += on ? 1 : 0;
  }
  bar.textContent = chosen ? `${chosen.toLocaleString("fa-IR")} پرونده انتخاب شده` : "پرونده‌ای انتخاب نشده";
}

function moveTo(place) {
  if (!rows.length) return;
  if (at >= 0) rows[at].classList.remove("cursor");
  at = Math.max(0, Math.min(rows.length - 1, place));
  const row = rows[at];
  row.classList.add("cursor");
  row.querySelector("a").focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

function onRows(event) {
  if (event.key === "ArrowDown") moveTo(at + 1);
  else if (event.key === "ArrowUp") moveTo(at < 0 ? 0 : at - 1);
  else if (event.key === " " && at >= 0 && boxOf(rows[at])) {
    boxOf(rows[at]).checked = !boxOf(rows[at]).checked;
    count();
  } else if (event.key === "Enter" && at >= 0 && !event.target.closest("a, button")) {
    rows[at].querySelector("a").click();
  } else return false;
  return true;
}

function onLetter(letter) {
  if (letter === "ج") {
    document.querySelector(".find input").focus();
  } else if (letter === "ک") {
    const work = document.querySelector(".rail a[href$='/worklist/']");
    if (work) work.click();
  } else if (letter === "؟") {
    const keys = document.querySelector(".keys");
    if (keys) keys.scrollIntoView({ block: "end" });
  } else {
    const target = document.querySelector(`[data-key="${letter}"]`);
    if (!target) return false;
    if (target.type === "radio") {
      target.checked = true;
      target.focus();
      target.dispatchEvent(new Event("change", { bubbles: true }));
    } else target.click();
  }
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest(TYPING)) return;
  const onBox = event.target.matches("input[type=checkbox]") && event.key === " ";
  const onRadio = event.target.matches("input[type=radio]") && event.key.startsWith("Arrow");
  if (onBox || onRadio) return;
  if ((rows.length && onRows(event)) || onLetter(event.key)) event.preventDefault();
});

if (LIST) {
  const all = LIST.querySelector("[data-all]");
  if (all) {
    all.hidden = false;
    all.querySelector("input").addEventListener("change", (event) => {
      for (const row of rows) if (boxOf(row)) boxOf(row).checked = event.target.checked;
      count();
    });
  }
  LIST.addEventListener("change", count);
  window.addEventListener("pageshow", count);
  count();
}

if (DECISION) {
  DECISION.addEventListener("change", (event) => {
    if (event.target.name !== "word") return;
    const first = event.target.closest(".saying").querySelector(".asks select, .asks textarea, .asks input");
    if (first && event.isTrusted === false) first.focus();
  });
}
