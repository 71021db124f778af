"use no memo";
// Hide: a plain month calendar in place of the page; and a cover when the page is not being looked at.
import { createElement as h, useEffect, useState } from "react";
import { createPortal } from "react-dom";
import { useLanguage } from "./language.js";
import { LOCK_NOW } from "./lock.js";
import { note } from "./tab_memory.js";

const PRESSES = 3;
const WITHIN = 1500;
const root = () => document.documentElement;
const LOCALES = { en: "en-CA", fr: "fr-CA" };

function setHidden(hidden) {
  root().toggleAttribute("data-hidden", hidden);
  note("hidden", hidden ? "1" : "");
  window.dispatchEvent(new Event("hidden-changed"));
}

function useHidden() {
  const [hidden, set] = useState(false);
  useEffect(() => {
    const look = () => set(root().hasAttribute("data-hidden"));
    look();
    window.addEventListener("hidden-changed", look);
    return () => window.removeEventListener("hidden-changed", look);
  }, []);
  return hidden;
}

// Shift alone, three times in a row: no other key between.
function useShift(hide) {
  useEffect(() => {
    let times = [];
    const hear = ({ key, repeat }) => {
      if (repeat) return;
      times = key === "Shift" ? [...times, Date.now()].slice(-PRESSES) : [];
      if (times.length === PRESSES && times[PRESSES - 1] - times[0] < WITHIN) {
        times = [];
        hide();
      }
    };
    window.addEventListener("keydown", hear);
    return () => window.removeEventListener("keydown", hear);
  }, [hide]);
}

function useCover() {
  useEffect(() => {
    // "away" is not printed either; a page that only lost the focus may be, to its own print dialog.
    const cover = (how) => (how === null ? root().removeAttribute("data-covered") : root().setAttribute("data-covered", how));
    const seen = () => cover(document.visibilityState === "hidden" ? "away" : document.hasFocus() ? null : "");
    const gone = () => cover("away");
    const back = (event) => event.persisted && location.reload();
    const pairs = [
      [document, "visibilitychange", seen], [window, "blur", seen], [window, "focus", seen],
      [window, "pagehide", gone], [window, "pageshow", back],
    ];
    pairs.forEach(([where, name, hear]) => where.addEventListener(name, hear));
    return () => {
      pairs.forEach(([where, name, hear]) => where.removeEventListener(name, hear));
      cover(null);
    };
  }, []);
}

// The calendar covers the page at once; behind it the page locks.
function hide(event) {
  event?.preventDefault?.();
  if (root().hasAttribute("data-hidden")) return;
  setHidden(true);
  window.dispatchEvent(new Event(LOCK_NOW));
}

export function Hide({ words }) {
  const hidden = useHidden();
  const back = () => setHidden(false);
  useShift(hide);
  useCover();
  const button = h("button", { type: "button", className: "hide-page", onClick: hide, title: words.keys }, words.hide);
  return [button, hidden && createPortal(h(Calendar, { key: "calendar", words, back }), document.body)];
}

// The first link of the page, for those who hear it read.
export function HideLink({ words }) {
  return h("a", { href: "#", className: "skip", onClick: hide }, words);
}

function weeks(year, month) {
  const lead = new Date(year, month, 1).getDay();
  const days = new Date(year, month + 1, 0).getDate();
  const cells = [...Array(lead).fill(0), ...Array.from({ length: days }, (_, index) => index + 1)];
  return Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_, day) => cells[week * 7 + day] || 0),
  );
}

function Calendar({ words, back }) {
  const locale = LOCALES[useLanguage()];
  const today = new Date();
  const [shift, setShift] = useState(0);
  const month = new Date(today.getFullYear(), today.getMonth() + shift, 1);
  const title = new Intl.DateTimeFormat(locale, { month: "long", year: "numeric" }).format(month);
  useEffect(() => {
    const before = document.title;
    document.title = title;
    return () => (document.title = before);
  }, [title]);
  const weekday = (style) => (day) =>
    new Intl.DateTimeFormat(locale, { weekday: style, timeZone: "UTC" }).format(Date.UTC(2026, 10, 1 + day));
  const turn = (by, label, sign) =>
    h("button", { type: "button", "aria-label": label, onClick: () => setShift(shift + by) }, sign);
  const heads = [0, 1, 2, 3, 4, 5, 6].map((day) =>
    h("th", { key: day, scope: "col", abbr: weekday("long")(day) }, weekday("short")(day)),
  );
  const isToday = (day) => shift === 0 && day === today.getDate();
  const row = (week, index) =>
    h("tr", { key: index }, week.map((day, at) =>
      h("td", { key: at, "aria-current": isToday(day) ? "date" : undefined }, day ? h("span", null, day) : null)));
  return h("main", { className: "calendar" },
    h("div", { className: "top" }, turn(-1, words.previous, "‹"), h("h1", { "aria-live": "polite" }, title), turn(1, words.next, "›")),
    h("table", null, h("thead", null, h("tr", null, heads)), h("tbody", null, weeks(month.getFullYear(), month.getMonth()).map(row))),
    h("button", { type: "button", onClick: back }, words.back));
}
