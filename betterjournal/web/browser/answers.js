"use no memo";
// Every question of a sheet with what stands in its controls at this moment: to check before an end, and for paper.
import { createElement as h } from "react";
import { dateInWords, clockTime } from "./dates.js";
import { useLanguage } from "./language.js";

const WRITTEN = {
  date: (value, language) => dateInWords(value, language),
  time: (value, language) => clockTime(value, language),
  "datetime-local": (value, language) => value && `${dateInWords(value, language)}, ${clockTime(value.slice(11), language)}`,
};

function read(control, language) {
  if (control.type === "radio" || control.type === "checkbox") return control.checked ? control.closest("label").textContent : "";
  const unit = control.nextElementSibling?.matches(".unit") && control.value ? ` ${control.nextElementSibling.textContent}` : "";
  return (WRITTEN[control.type]?.(control.value, language) ?? control.value) + unit;
}

function inside(place, also, language) {
  const told = [...place.querySelectorAll(`[data-field], ${also}`)];
  return told.map((one) => ("field" in one.dataset ? read(one, language) : one.textContent)).filter(Boolean);
}

// A row of repeating rows is a line.
function answer(ask, language) {
  const rows = [...ask.querySelectorAll(".row-card")];
  if (!rows.length) return inside(ask, "output", language).join("\n");
  return rows.map((row) => inside(row, ".before .own-words", language).join(" · ")).filter(Boolean).join("\n");
}

const label = (ask) => ask.querySelector("h2, h3, .label")?.textContent ?? "";

export function Answers({ asks, words, go }) {
  const language = useLanguage();
  const lines = asks.map((ask, at) => ({ ask, at })).filter(({ ask }) => ask.matches(".asks, .told"));
  return h("ul", { role: "list", className: "stack-small" }, lines.map(({ ask, at }) => {
    const [asked, told] = [label(ask), answer(ask, language)];
    const lang = ask.closest("[lang]").lang;
    const change = go && ask.matches(".asks") && h("button", { type: "button", className: "button plain", "aria-describedby": `asked-${at}`, onClick: () => go(at) }, words.change);
    const words_ = told ? h("p", { className: "own-words", "data-own-words": "" }, told) : h("p", { className: "quiet" }, words.blank);
    return h("li", { key: at, className: "answer" }, h("div", { className: "answer-head" }, h("p", { id: go && `asked-${at}`, className: "quiet small", lang }, asked), change), words_);
  }));
}
