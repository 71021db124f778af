// What is half-written in a page's forms: remembered in memory as the page locks or a form is closed, and put back where
// it was when it stands there again. What has a `data-field` is the keeper's; only where the focus was is kept of it here.
import { controlsOf } from "./fields.js";

export const WHERE_CLIENTS_WRITE = /^\/(today|journal)\b/;
const SETTLE = 60;
const folds = new Map();
let kept = null;
let watcher = null;
let lastField = null;

const isField = (element) => element?.matches?.("main input:not([type=hidden]), main textarea, main select");

if (typeof document !== "undefined")
  document.addEventListener("focusin", ({ target }) => isField(target) && (lastField = target));

// Which form of the page: by what it is called for by, or by what its hidden inputs say, of which the one-time ids are no
// part.
const hiddenIn = (form) => [...form.querySelectorAll("input[type=hidden]:not([data-once])")];
export const formName = (form) =>
  form.dataset.opens ?? hiddenIn(form).map(({ name, value }) => `${name}=${value}`).join("&");

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

const isSame = (one, other) => JSON.stringify(one.place) === JSON.stringify(other.place);

// With what waits for a form that does not stand there.
export function halfWritten() {
  const typed = [...document.querySelectorAll("main form :is(input:not([type=hidden]), textarea, select)")]
    .filter((control) => !control.dataset.field && isTyped(control))
    .map((control) => ({ place: nameOf(control), value: control.value, checked: control.checked, ...wordsIn(control) }))
    .filter(({ place }) => place);
  return [...notYetBack().typed.filter((one) => !typed.some((other) => isSame(one, other))), ...typed];
}

const isText = (control) => control.matches("textarea, input[type=text]");

// A form in which somebody wrote words, not only chose, is kept on the device too; `opens` is what it is called for by.
const wordsIn = (control) => (isText(control) ? { opens: control.form.dataset.opens ?? "", isWords: true } : {});

// Whether a client would lose words of their own in a form.
export const hasOwnWords = () =>
  WHERE_CLIENTS_WRITE.test(location.pathname) && halfWritten().some(({ isWords, value }) => isWords && value.trim());

export function remember() {
  const focused = isField(document.activeElement) ? document.activeElement : lastField;
  const place = focused?.isConnected && nameOf(focused);
  const focus = place && { place, start: focused.selectionStart, end: focused.selectionEnd };
  kept = { path: location.pathname, typed: halfWritten(), focus: notYetBack().focus ?? focus };
}

// To be put back in this page: as its forms are drawn, what it remembers already being newer.
export function giveBack(typed) {
  const before = notYetBack();
  const more = typed.filter((one) => !before.typed.some((other) => isSame(one, other)));
  if (!more.length) return;
  kept = { path: location.pathname, typed: [...before.typed, ...more], focus: before.focus };
  bringBack();
  attempt();
}

export const isRemembering = () => kept?.path === location.pathname;
export const stands = ({ place }) => Boolean(find(place));

// A page that locks again before its forms stood there has nothing in them yet: what waits for them goes on waiting.
const notYetBack = () => (kept?.path === location.pathname ? kept : { typed: [], focus: null });

function put({ place, value, checked }) {
  const control = find(place);
  if (!control) return false;
  if (isChoice(control)) control.checked = checked;
  else if (!isTyped(control) || value.includes(control.value)) control.value = value;
  // Who wrote on before these were here loses neither.
  else if (isText(control) && !control.value.includes(value)) control.value = `${value}\n${control.value}`;
  control.dispatchEvent(new Event("input", { bubbles: true }));
  if (isText(control)) unfold(control.closest("[hidden]"));
  return true;
}

const unfold = (box) => box?.id && document.querySelector(`[aria-controls="${CSS.escape(box.id)}"]`)?.click();

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
