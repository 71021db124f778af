"use no memo";
// The keeper of unsaved words: hears every [data-field] inside it, saves, and says how that stands.
import { createElement, useEffect, useRef, useState } from "react";
import { eventLoop } from "$/utils/context-registry";
import { clockTime } from "./dates.js";
import { controlsOf, fieldOf, putBack, typeAgain, typedIn, valueOf, versionOf } from "./fields.js";
import { useLanguage } from "./language.js";
import { OnDevice } from "./on_device.js";
import { isShut } from "./shown.js";
import { Unsaved } from "./unsaved.js";

const BEAT = 150;
// What was not on the server when the page locked, by entry: in memory alone, until the page is open again.
const left = new Map();
const live = new Set();

export const isAllSaved = () => [...live].every(({ unsaved, device }) => unsaved.isClean() && !device.asked.size);
// Unlike the above, words kept beside others are settled: the server has them.
export const isNothingOpen = () => [...live].every(({ unsaved }) => !unsaved.open().length);
// The first control whose answer cannot be saved as it stands: half a number, or what the server refused.
const isStuck = ({ isRefused, value }) => isRefused || value === undefined;
export const stuck = () =>
  [...live].flatMap(({ unsaved, root }) => unsaved.open().filter(isStuck).flatMap(({ field }) => controlsOf(root, field)))[0];
// Whether something typed for this entry is on no server yet.
export const isHolding = (one) => [...live].some(({ entry, unsaved }) => entry === one && unsaved.open().length > 0);
export const saveAll = () => live.forEach(({ unsaved }) => unsaved.hurry());

const isOnline = () => !eventLoop.connectErrors?.length;
const nowOnTheClock = () => new Date().toTimeString().slice(0, 5);

// Inputs typed into before this script was here still hold the words: they differ from what they were drawn with.
function hearEarlier(root, unsaved) {
  const fields = new Set([...root.querySelectorAll("[data-field]")].map((control) => control.dataset.field));
  for (const field of fields) {
    const changed = controlsOf(root, field).some((control) =>
      control.type === "radio" || control.type === "checkbox"
        ? control.checked !== control.defaultChecked
        : control.tagName !== "SELECT" && control.value !== control.defaultValue,
    );
    if (changed) unsaved.typed(field, valueOf(root, field), versionOf(root, field));
  }
}

// A newer value from the person's other tab replaces what stands here, unless it is being written.
function settle(root, unsaved, field) {
  const isWritten = unsaved.isWaiting(field) || fieldOf(document.activeElement) === field;
  if (isWritten || versionOf(root, field) <= unsaved.version(field)) return;
  putBack(root, field);
  unsaved.settled(field, valueOf(root, field), versionOf(root, field));
}

function listen(root, unsaved, refresh, copy) {
  const typed = ({ target }) => {
    const field = fieldOf(target);
    if (!field) return;
    unsaved.typed(field, valueOf(root, field), versionOf(root, field));
    refresh();
  };
  const left = ({ target }) => fieldOf(target) && unsaved.hurry(fieldOf(target));
  const gone = () => {
    unsaved.sendAll();
    copy({ hurry: true });
  };
  const leaving = () => document.visibilityState === "hidden" && gone();
  const warn = (event) => unsaved.isClean() || event.preventDefault();
  const watcher = new MutationObserver((changes) =>
    changes.forEach(({ target }) => fieldOf(target) && settle(root, unsaved, fieldOf(target))),
  );
  watcher.observe(root, { subtree: true, attributeFilter: ["data-version"] });
  const pairs = [
    [root, "input", typed], [root, "change", typed], [root, "focusout", left],
    [document, "visibilitychange", leaving], [window, "pagehide", gone], [window, "beforeunload", warn],
  ];
  pairs.forEach(([where, name, hear]) => where.addEventListener(name, hear));
  return () => {
    watcher.disconnect();
    pairs.forEach(([where, name, hear]) => where.removeEventListener(name, hear));
  };
}

export function Keeper({ entry, ack, onSave, words, children }) {
  const root = useRef(null);
  const save = useRef(onSave);
  save.current = onSave;
  const heard = useRef(null);
  const [standing, setStanding] = useState("untouched");

  useEffect(() => {
    const element = root.current;
    const before = left.get(entry);
    left.delete(entry);
    const writer = before?.writer ?? crypto.getRandomValues(new Uint32Array(2)).join("-");
    const send = (...change) => save.current(entry, ...change);
    const unsaved = before?.unsaved ?? new Unsaved({ send, isOnline, writer });
    unsaved.send = send;
    before?.controls.forEach(([field, typed]) => typeAgain(element, field, typed));
    const device = new OnDevice(entry, element, unsaved, before?.device);
    const both = { entry, unsaved, device, root: element };
    live.add(both);
    heard.current = (writer, fields) => [unsaved, device].forEach((each) => each.acknowledged(writer, fields));
    const refresh = () =>
      setStanding((before) => (before === "untouched" && !unsaved.fields.size ? before : device.standing()));
    hearEarlier(root.current, unsaved);
    const stop = listen(root.current, unsaved, refresh, (how) => device.keep(how));
    const beat = setInterval(() => {
      device.keep();
      unsaved.tick();
      refresh();
    }, BEAT);
    return () => {
      clearInterval(beat);
      stop();
      unsaved.sendAll();
      live.delete(both);
      const open = [...unsaved.fields.keys()].filter((field) => unsaved.isWaiting(field));
      const controls = open.map((field) => [field, typedIn(element, field)]);
      const isLeft = isShut() && open.length > 0;
      device.leave(isLeft);
      if (isLeft) left.set(entry, { writer, unsaved, controls, device });
    };
  }, [entry]);

  useEffect(() => {
    if (ack?.writer) heard.current?.(ack.writer, ack.fields);
  }, [ack]);

  return createElement("div", { ref: root, className: "stack" }, children, createElement(SaveLine, { standing, words }));
}

// The first save, a change for the worse, and back: this is announced. A save after every pause is not news.
// The words and whether they are announced change together.
function SaveLine({ standing, words }) {
  const language = useLanguage();
  const settled = useRef("untouched");
  const [shown, show] = useState({ standing, at: "", news: false });
  useEffect(() => {
    const isNews = settled.current !== "saved" || standing !== "saved";
    if (standing !== "saving") settled.current = standing;
    const at = standing === "saved" ? nowOnTheClock() : "";
    show((before) => ({ standing, at: at || before.at, news: isNews && !["saving", "untouched"].includes(standing) }));
  }, [standing]);
  const clock = shown.standing === "saved" && shown.at;
  const time = clock && createElement("span", { "aria-hidden": true }, ` ${clockTime(shown.at, language)}`);
  const attributes = { role: "status", "aria-live": shown.news ? "polite" : "off", "data-standing": shown.standing, className: "save-line" };
  return createElement("p", attributes, words[shown.standing], time);
}
