// What is typed in the composer, shown again beside it while typing, and the worksheet's defaults filled in
// where nobody typed. Nothing leaves the page before it is sent.
import { createContext, createElement as h, useContext, useEffect, useRef, useState } from "react";

const Values = createContext({});
const LONGEST_TITLE = 80;
const PAUSE = 500;
const LOOKED_AT = 600;

const firstLine = (text) => (text ?? "").split("\n").map((line) => line.trim()).find(Boolean) ?? "";

function read(form) {
  const values = Object.fromEntries(new FormData(form));
  const picked = form.querySelector("input[name=worksheet]:checked");
  values.title = picked?.dataset.key === "just_a_task" ? firstLine(values.what).slice(0, LONGEST_TITLE) : (picked?.dataset.title ?? "");
  values.asked = picked?.dataset.key === "journal_prompt" ? values.prompt : "";
  return values;
}

function fill(form, defaults, typed) {
  for (const [name, value] of Object.entries(defaults)) {
    const control = form.elements[name];
    if (control && !typed.has(name)) control.value = value || "";
  }
}

// What the rules look at, as far as they look.
const plan = (values) =>
  Object.fromEntries(
    ["what", "when", "where", "how_many", "first_step", "smallest", "minutes"].map((name) => [
      name,
      (values[name] ?? "").slice(0, LOOKED_AT),
    ]),
  );

export function Composer({ filled, onPause, children, className }) {
  const root = useRef(null);
  const paused = useRef(null);
  paused.current = onPause;
  const [values, setValues] = useState({});
  useEffect(() => {
    const form = root.current.querySelector("form");
    const typed = new Set(filled ? [...new FormData(form)].filter(([, value]) => value).map(([name]) => name) : []);
    let waiting;
    let looked = "";
    const look = () => {
      const now = plan(read(form));
      if (JSON.stringify(now) === looked) return;
      looked = JSON.stringify(now);
      paused.current?.(now);
    };
    const heard = ({ target }) => {
      if (target.name === "worksheet") fill(form, JSON.parse(target.dataset.defaults), typed);
      else typed.add(target.name);
      setValues(read(form));
      clearTimeout(waiting);
      waiting = setTimeout(look, PAUSE);
    };
    const pressed = (event) => {
      if (event.key !== "Enter") return;
      const sends = event.ctrlKey || event.metaKey;
      // Enter in a line of text would send half-written work.
      if (sends || event.target.matches("input")) event.preventDefault();
      if (sends && !event.repeat) form.requestSubmit();
    };
    setValues(read(form));
    look();
    form.addEventListener("input", heard);
    form.addEventListener("keydown", pressed);
    return () => {
      clearTimeout(waiting);
      form.removeEventListener("input", heard);
      form.removeEventListener("keydown", pressed);
    };
  }, []);
  return h(Values.Provider, { value: values }, h("div", { ref: root, className }, children));
}

const told = (values, { name, words, only, unless }) => {
  const value = (values[name] ?? "").trim();
  if (!value || (only && value !== only) || (unless && value === unless)) return "";
  return words ? words.replace("{value}", value) : value;
};

// One line of what is set, parts that are empty left out; `otherwise` when all are.
export function TypedLine({ parts, otherwise = "", className }) {
  const values = useContext(Values);
  const line = parts.map((part) => told(values, part)).filter(Boolean).join(" · ");
  return line || otherwise ? h("span", { className: line ? className : `${className ?? ""} quiet` }, line || otherwise) : null;
}

export function WhenTyped({ name, children }) {
  return (useContext(Values)[name] ?? "").trim() ? children : null;
}

// One id for one composer, so that a double press or a repeat after a lost connection is one assignment.
export function Once({ name }) {
  const [id] = useState(() => crypto.randomUUID().replaceAll("-", ""));
  return h("input", { type: "hidden", name, value: id, readOnly: true, "data-once": "" });
}
