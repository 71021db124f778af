// What was half-written in a page's forms when it locked, in memory alone: put back after the unlocking, with the focus
// where it was. What has a `data-field` is the keeper's, and only the focus is kept of it here.
import { controlsOf } from "./fields.js";

const SETTLE = 60;
const folds = new Map();
let kept = null;
let watcher = null;
let lastField = null;

const isField = (element) => element?.matches?.("main input:not([type=hidden]), main textarea, main select");

if (typeof document !== "undefined")
  document.addEventListener("focusin", ({ target }) => isField(target) && (lastField = target));

// Which form of the page: by what its hidden inputs say, of which the one-time ids are no part.
const formName = (form) =>
  [...form.querySelectorAll("input[type=hidden]:not([data-once])")].map((one) => `${one.name}=${one.value}`).join("&");

const isChoice = (control) => control.type === "radio" || control.type === "checkbox";

function nameOf(control) {
  const field = control.dataset.field;
  if (field) return { field, at: controlsOf(document, field).indexOf(control) };
  if (!control.form || !control.name || control.type === "password") return null;
  return { form: formName(control.form), name: control.name, value: isChoice(control) ? control.value : null };
}

function find({ field, at, form, name, value }) {
  if (field) return controlsOf(document, field)[at];
  const fits = (one) => one.name === name && (value === null || one.value === value) && formName(one.form) === form;
  return [...document.querySelectorAll("main form :is(input, textarea, select)")].find(fits);
}

function isTyped(control) {
  if (isChoice(control)) return control.checked !== control.defaultChecked;
  if (control.tagName === "SELECT") return [...control.options].some((one) => one.selected !== one.defaultSelected);
  return control.value !== control.defaultValue;
}

export function remember() {
  const typed = [...document.querySelectorAll("main form :is(input:not([type=hidden]), textarea, select)")]
    .filter((control) => !control.dataset.field && isTyped(control))
    .map((control) => ({ place: nameOf(control), value: control.value, checked: control.checked }))
    .filter(({ place }) => place);
  const focused = isField(document.activeElement) ? document.activeElement : lastField;
  const place = focused?.isConnected && nameOf(focused);
  const focus = place && { place, start: focused.selectionStart, end: focused.selectionEnd };
  const before = notYetBack();
  const isNew = (one) => !typed.some((other) => JSON.stringify(other.place) === JSON.stringify(one.place));
  kept = { path: location.pathname, typed: [...before.typed.filter(isNew), ...typed], focus: before.focus ?? focus };
}

// A page that locks again before its forms stood there has nothing in them yet: what waits for them goes on waiting.
const notYetBack = () => (kept?.path === location.pathname ? kept : { typed: [], focus: null });

function put({ place, value, checked }) {
  const control = find(place);
  if (!control) return false;
  if (isChoice(control)) control.checked = checked;
  else control.value = value;
  control.dispatchEvent(new Event("input", { bubbles: true }));
  return true;
}

function focusOn({ place, start, end }) {
  const control = find(place);
  if (!control) return false;
  if (isField(document.activeElement)) return true;
  control.focus();
  if (start !== null && start !== undefined) control.setSelectionRange(start, end);
  return true;
}

function attempt() {
  if (!kept || kept.path !== location.pathname) return stop();
  kept.typed = kept.typed.filter((one) => !put(one));
  if (kept.focus && focusOn(kept.focus)) kept.focus = null;
  if (!kept.typed.length && !kept.focus) stop();
}

function stop() {
  watcher?.disconnect();
  watcher = kept = null;
}

// The page comes back in pieces, as its loads answer: each field is put back when it stands there.
export function bringBack() {
  let due = 0;
  watcher?.disconnect();
  watcher = new MutationObserver(() => {
    clearTimeout(due);
    due = setTimeout(attempt, SETTLE);
  });
  watcher.observe(document.body, { childList: true, subtree: true });
}

export const foldOf = (name) => (kept ? folds.get(name) : undefined);

export function noteFold(name, state) {
  folds.set(name, state);
}
