"use no memo";
// One question of a sheet at a time. The others lie beside it in one row, out of sight and never out of the page: no
// typed word is lost, each field is found by its label, and whatever takes the focus brings its question into sight.
import { Children, createElement as h, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { flushSync } from "react-dom";
import { Answers } from "./answers.js";
import { useLanguage } from "./language.js";
import { useAsks, useSight } from "./sight.js";

const NARROW = "(max-width: 639px)";
const MOST_AT_ONCE = 3;
const PLACE = "place-in-sheet";

function useNarrow() {
  const subscribe = (hear) => {
    const query = matchMedia(NARROW);
    query.addEventListener("change", hear);
    return () => query.removeEventListener("change", hear);
  };
  return useSyncExternalStore(subscribe, () => matchMedia(NARROW).matches, () => false);
}

// The answers as text instead of their controls, so that paper cuts nothing off.
function usePrinting() {
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    const hear = ({ type }) => flushSync(() => setPrinting(type === "beforeprint"));
    ["beforeprint", "afterprint"].forEach((name) => window.addEventListener(name, hear));
    return () => ["beforeprint", "afterprint"].forEach((name) => window.removeEventListener(name, hear));
  }, []);
  return isPrinting;
}

function button(words, weight, onClick, more) {
  return h("button", { type: "button", className: `button ${weight}`, onClick, ...more }, words);
}

function Where({ ask, questions, count, words, toggle }) {
  const card = ask?.closest(".card:has(.fields)");
  const part = (name, tag, className) => {
    const found = card?.querySelector(`:scope > ${name}`);
    return found && h(tag, { className, lang: found.lang }, found.textContent);
  };
  const number = questions.indexOf(ask) + 1;
  const place = number > 0 && words.place.replace("{number}", number).replace("{count}", Math.max(count, questions.length));
  const line = h("div", { className: "place" }, h("p", { id: PLACE, className: "quiet small" }, place), toggle);
  return h("div", null, line, part("h2", "h2"), part(".quiet:not(.small)", "p", "quiet"));
}

export function Steps({ chosen, count, words, onChoose, children }) {
  useLanguage();
  const [root, row, next, tab] = [useRef(null), useRef(null), useRef(null), useRef("")];
  const [sheet, below] = Children.toArray(children);
  const [own, choose] = useState("");
  const [isNarrow, isPrinting, asks] = [useNarrow(), usePrinting(), useAsks(row)];
  const questions = asks.filter((ask) => ask.matches(".asks"));
  const isLong = questions.length > MOST_AT_ONCE;
  const isOne = isLong && (own || chosen || (isNarrow ? "one" : "all")) === "one";
  const { at, show, follow } = useSight(row, asks, isOne);
  const settle = (place) => {
    place.tabIndex = -1;
    place.setAttribute("aria-describedby", PLACE);
    place.focus({ preventScroll: true });
    if (root.current.getBoundingClientRect().top < 0) root.current.scrollIntoView();
  };
  const go = (index) => {
    show(index);
    settle(asks[index].querySelector("h2, h3") ?? asks[index]);
  };
  // Tab goes from the question in sight to Next and to nothing out of sight.
  const arrived = ({ target, relatedTarget }) => {
    const ask = target.closest(".ask");
    if (!isOne || !asks.includes(ask) || ask === asks[at]) return;
    if (!tab.current) return show(asks.indexOf(ask));
    const leaves = row.current.contains(relatedTarget);
    show(at);
    if (!leaves) settle(asks[at].querySelector("h2, h3") ?? asks[at]);
    else (tab.current === "on" ? next.current : root.current).querySelector("button").focus();
  };
  const keyed = ({ key, shiftKey, type }) => (tab.current = key === "Tab" && type === "keydown" ? (shiftKey ? "back" : "on") : "");
  const turn = isOne ? "all" : "one";
  const toggle = isLong && button(words[turn], "plain", () => {
    choose(turn);
    onChoose(turn);
  });
  const last = isOne && h("div", { className: "ask last" }, h("h2", null, words.check), at === asks.length - 1 && h(Answers, { asks, words, go }));
  const nav = isOne && h("div", { ref: next, className: "actions turn" },
    at < asks.length - 1 && button(at + 2 === asks.length ? words.check : at === 0 && !questions.includes(asks[0]) ? words.begin : words.next, "primary", () => go(at + 1)),
    at > 0 && button(words.back, "secondary", () => go(at - 1)));
  const place = isOne ? h(Where, { key: "where", ask: asks[at], questions, count, words, toggle }) : toggle && h("div", { key: "where", className: "place" }, toggle);
  const box = { key: "row", ref: row, className: "row-of-asks", onScroll: follow, onFocus: arrived };
  return h("div", { ref: root, className: "steps stack", "data-one": isOne ? (at === asks.length - 1 ? "last" : "") : null, onKeyDown: keyed, onKeyUp: keyed },
    place, h("div", box, sheet, last), nav, isOne && below,
    isPrinting && h("div", { className: "printed" }, h(Answers, { asks, words })));
}
