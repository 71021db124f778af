// A search as one types: arrows walk through what was found, Enter opens the first of it once the answer has come.
import { createElement as h, useEffect, useRef } from "react";

const SEARCH = "input[type=search]";
const FOUND = "[data-found] a";

export function Finding({ answered, children }) {
  const root = useRef(null);
  // What stood in the field when Enter was pressed, until the answer to it is there.
  const asked = useRef("");
  const open = () => {
    if (!asked.current || asked.current !== answered) return;
    asked.current = "";
    root.current.querySelector(FOUND)?.click();
  };
  useEffect(open, [answered]);
  const pressed = (event) => {
    const isField = event.target.matches(SEARCH);
    if (isField && event.key === "Enter") {
      event.preventDefault();
      asked.current = event.target.value.trim();
      open();
    } else asked.current = "";
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const links = [...root.current.querySelectorAll(FOUND)];
    const at = links.indexOf(event.target);
    if (!step || !(isField || at >= 0)) return;
    const next = links[at + step] ?? (step < 0 ? root.current.querySelector(SEARCH) : null);
    if (!next || next === event.target) return;
    event.preventDefault();
    next.focus();
  };
  return h("div", { ref: root, onKeyDown: pressed, className: "stack" }, children);
}
