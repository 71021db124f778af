// Keeps the half-written forms of a page sealed on this device until they are sent, and gives back what a page that is
// gone left. The server has nothing of them before that.
import { eventLoop } from "$/utils/context-registry";
import { formName, giveBack, halfWritten, stands } from "./halfway.js";
import { remove } from "./device_records.js";
import { askForKeys, found, isOpen, put } from "./device_store.js";
import { isShut } from "./shown.js";

const PACE = 400;
const BEAT = 1000;
const QUICK = 100;
const AGAIN = 5000;
// A form that still stands so long after it was sent over a line that is there was refused.
const ANSWERED_WITHIN = 5000;
// The record of each page, by path. While this document lives no other takes it for one that was left.
const own = new Map();

function recordOf(path) {
  if (own.has(path)) return own.get(path);
  const id = crypto.randomUUID();
  own.set(path, id);
  navigator.locks.request(`forms/${id}`, () => new Promise(() => {}));
  return id;
}

// What no living page holds any more, and what this one left as it went to another page.
async function leftAt(path, mine) {
  const here = (await found()).filter((words) => words.path === path);
  const isFree = ({ id }) => id === mine || navigator.locks.request(`forms/${id}`, { ifAvailable: true }, Boolean);
  const free = await Promise.all(here.map(isFree));
  return here.filter((_, at) => free[at]);
}

// All of a form in which there are words; of choices alone nothing is kept.
function withWords(all) {
  const forms = new Set(all.filter(({ isWords, value }) => isWords && value.trim()).map(({ place }) => place.form));
  return all.filter(({ place }) => forms.has(place.form));
}

// A form that is gone and was not sent was closed: what was in it waits until it is opened again.
class Sent {
  forms = new Map();
  add = (form) => this.forms.set(formName(form), Date.now());
  drop = (form) => this.forms.delete(formName(form));
  closed(before) {
    const refused = Date.now() - ANSWERED_WITHIN;
    const isOnline = !eventLoop.connectErrors?.length;
    for (const { place } of before.filter(stands))
      if (isOnline && this.forms.get(place.form) < refused) this.forms.delete(place.form);
    return before.filter((one) => !stands(one) && !this.forms.has(one.place.form));
  }
}

// `tell` hears which forms are closed with words in them; returns how to stop. After a lock this page's own are in memory.
export function watch({ wasLocked, tell }) {
  const path = location.pathname;
  const id = recordOf(path);
  const taken = new Set();
  const sent = new Sent();
  let [before, written, isBusy, isOver, due, quick] = [[], "[]", false, false, 0, 0];
  const isHere = () => !isOver && !isShut() && location.pathname === path;

  async function write(typed) {
    if (!typed.length) await remove(id, ...taken);
    else await put(id, { path, typed, at: Date.now() });
    taken.delete(id);
    if (taken.size) await remove(...taken);
    taken.clear();
  }

  async function keep() {
    if (!isHere()) return;
    giveBack(sent.closed(before));
    before = withWords(halfWritten());
    tell([...new Set(before.filter((one) => one.opens && !stands(one)).map(({ opens }) => opens))]);
    const text = JSON.stringify(before);
    if (isBusy || (text === written && !taken.size)) return;
    if (!isOpen()) return askForKeys();
    isBusy = true;
    // Full or forbidden: the page itself still has them.
    await write(before).then(() => (written = text)).finally(() => (isBusy = false));
  }
  const look = () => keep().catch(() => null);

  async function recover() {
    const left = await leftAt(path, id);
    if (!isHere()) return;
    if (!isOpen()) return void setTimeout(() => isHere() && recover().catch(() => null), AGAIN);
    for (const words of left.filter((one) => !(wasLocked && one.id === id))) {
      taken.add(words.id);
      giveBack(words.typed);
    }
    look();
  }

  const isOurs = (form) => form && document.querySelector("main")?.contains(form);
  function typed({ target }) {
    if (!isOurs(target.form)) return;
    sent.drop(target.form);
    // At once: the form may be closed in a moment.
    before = withWords(halfWritten());
    clearTimeout(due);
    due = setTimeout(look, PACE);
  }
  // What was sent may be taken in a moment, and the page closed in the next.
  function goes({ target }) {
    if (!isOurs(target)) return;
    sent.add(target);
    clearInterval(quick);
    quick = setInterval(look, QUICK);
    setTimeout(() => clearInterval(quick), ANSWERED_WITHIN);
  }
  const pairs = [["input", typed], ["change", typed], ["submit", goes], ["visibilitychange", look]];
  pairs.forEach(([name, hear]) => document.addEventListener(name, hear, true));
  const beat = setInterval(look, BEAT);
  recover().catch(() => null);
  return () => {
    isOver = true;
    [beat, quick].forEach(clearInterval);
    clearTimeout(due);
    pairs.forEach(([name, hear]) => document.removeEventListener(name, hear, true));
  };
}
