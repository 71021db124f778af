// What is typed in the composer, shown again beside it while typing, and the worksheet's defaults filled in
// where nobody typed. Nothing leaves the page before it is sent.
import { createContext, createElement as h, useContext, useEffect, useRef, useState } from "react";
import { begin, fill, insert, marked } from "./filling.js";

const Values = createContext({});
const LONGEST_TITLE = 80;
const PAUSE = 500;
const LOOKED_AT = 600;

const firstLine = (text) => (text ?? "").split("\n").map((line) => line.trim()).find(Boolean) ?? "";

function read(form) {
  const repeat = form.elements.repeat?.value ?? "once";
  // Days count only for work on chosen days.
  const counts = ([name]) => repeat === "weekdays" || !name.startsWith("day_");
  const values = Object.fromEntries([...new FormData(form)].filter(counts));
  const picked = form.querySelector("input[name=worksheet]:checked");
  values.title = picked?.dataset.key === "just_a_task" ? firstLine(values.what).slice(0, LONGEST_TITLE) : (picked?.dataset.title ?? "");
  // A plain task of one line is its own title.
  values.said = values.what.trim() === values.title ? "" : values.what;
  const number = values.how_many;
  values.times = repeat === "once" || repeat === "times" ? number : "";
  values.diary = repeat === "diary" ? number : "";
  // A calendar tells how many as well as a number does.
  if (!values.times && !values.diary && repeat !== "once" && repeat !== "times") values.how_many = "1";
  values.asked = picked?.dataset.key === "journal_prompt" ? values.prompt : "";
  return values;
}

// What the rules look at, as far as they look.
const plan = (values) =>
  Object.fromEntries(
    ["what", "when", "where", "how_many", "first_step", "smallest", "minutes"].map((name) => [
      name,
      (values[name] ?? "").slice(0, LOOKED_AT),
    ]),
  );

// Whoever sends from the foot of a long form is brought to what is wrong further up.
function bring(form, name) {
  const found = form.elements[name];
  const control = found instanceof RadioNodeList ? found[0] : found;
  control?.focus({ preventScroll: true });
  control?.scrollIntoView({ block: "center" });
}

export function Composer({ filled, wrong, onPause, children, className }) {
  const root = useRef(null);
  const latest = useRef({});
  latest.current = { onPause, wrong };
  const [values, setValues] = useState({});
  useEffect(() => {
    const form = root.current.querySelector("form");
    const typed = new Set(filled ? [...new FormData(form)].filter(([, value]) => value).map(([name]) => name) : []);
    let waiting;
    let looked = "";
    let continues = null;
    const look = () => {
      const now = plan(read(form));
      if (JSON.stringify(now) === looked) return;
      looked = JSON.stringify(now);
      latest.current.onPause?.(now);
    };
    const showSoon = () => {
      setValues(read(form));
      clearTimeout(waiting);
      waiting = setTimeout(look, PAUSE);
    };
    const heard = ({ target }) => {
      if (target.name === "worksheet") fill(form, JSON.parse(target.dataset.defaults), typed);
      else if (target.value) typed.add(target.name);
      else typed.delete(target.name);
      if (target.name === "note_language") form.elements.note.lang = target.value;
      showSoon();
    };
    const clicked = ({ target }) => {
      const button = target.closest("[data-start], [data-phrase]");
      if (button?.dataset.phrase) insert(form, button);
      if (!button?.dataset.start) return;
      continues = begin(form, button, typed);
      showSoon();
    };
    const gathered = ({ formData }) => continues && formData.set("continues_id", continues);
    const touched = ({ target }) => target.name === "note" && (target.dataset.touched = "yes");
    // From anywhere on the page, as long as no dialog and no other form has the keys.
    const pressed = (event) => {
      const elsewhere = (event.target.closest("form") ?? form) !== form || document.querySelector("dialog[open]");
      if (event.key !== "Enter" || elsewhere) return;
      const sends = event.ctrlKey || event.metaKey;
      // Enter in a line of text would send half-written work.
      if (sends || (event.target.form === form && event.target.matches("input"))) event.preventDefault();
      if (sends && !event.repeat) form.requestSubmit();
    };
    setValues(read(form));
    look();
    form.addEventListener("input", heard);
    form.addEventListener("click", clicked);
    form.addEventListener("formdata", gathered);
    form.addEventListener("focusin", touched);
    form.addEventListener("submit", () => bring(form, latest.current.wrong));
    document.addEventListener("keydown", pressed);
    return () => {
      clearTimeout(waiting);
      document.removeEventListener("keydown", pressed);
    };
  }, []);
  useEffect(() => bring(root.current.querySelector("form"), wrong), [wrong]);
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

// Keeps the words of the note, or those marked in it, as a phrase.
export function KeepNote({ onKeep, className, children }) {
  const hasNote = (useContext(Values).note ?? "").trim();
  const press = ({ currentTarget: { form } }) => onKeep(marked(form.elements.note), form.elements.note_language.value);
  return hasNote ? h("button", { type: "button", className, onClick: press }, children) : null;
}
