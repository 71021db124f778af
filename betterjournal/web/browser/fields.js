// Reads and writes the controls of one field, and makes the small buttons beside them work.
export const fieldOf = (node) => node?.closest?.("[data-field]")?.dataset.field;

export const controlsOf = (root, field) => [...root.querySelectorAll(`[data-field="${CSS.escape(field)}"]`)];

export function versionOf(root, field) {
  return Math.max(-1, ...controlsOf(root, field).map((control) => Number(control.dataset.version ?? 0)));
}

// A number as typed in either language, "" for nothing, undefined for what is no number within the limits.
function numberIn({ value, dataset }) {
  const typed = value.trim().replace(/[\s\u00a0\u202f]/g, "").replace(",", ".");
  if (!typed) return "";
  const number = Number(typed);
  const low = dataset.low ? Number(dataset.low) : -Infinity;
  const high = dataset.high ? Number(dataset.high) : Infinity;
  return Number.isFinite(number) && number >= low && number <= high ? String(number) : undefined;
}

// The value as it travels: text, "" for unset, several choices as lines.
export function valueOf(root, field) {
  const controls = controlsOf(root, field);
  const own = controls.filter((control) => !["radio", "checkbox"].includes(control.type));
  const ticked = controls.filter((control) => control.checked).map((control) => control.value);
  const [first] = own;
  if (!first) return ticked.join("\n");
  if (ticked.length) return ticked.join("\n");
  if (!("number" in first.dataset)) return first.value;
  const value = numberIn(first);
  first.setAttribute("aria-invalid", String(value === undefined));
  return value;
}

// Shows again what the page was last drawn with.
export function putBack(root, field) {
  for (const control of controlsOf(root, field)) {
    if (control.type === "radio" || control.type === "checkbox") control.checked = control.defaultChecked;
    else if (control.tagName !== "SELECT") control.value = control.defaultValue;
  }
}

// What stands in the controls of a field, and the same put there again in a page drawn anew.
export const typedIn = (root, field) => controlsOf(root, field).map(({ value, checked }) => ({ value, checked }));

export function typeAgain(root, field, typed) {
  controlsOf(root, field).forEach((control, at) => {
    if (!typed[at]) return;
    if (control.type === "radio" || control.type === "checkbox") control.checked = typed[at].checked;
    else control.value = typed[at].value;
  });
}

const tell = (control) => control.dispatchEvent(new Event("input", { bubbles: true }));

function setNumber(input, value) {
  const low = Number(input.dataset.low || 0);
  const high = Number(input.dataset.high || 100);
  input.value = String(Math.min(high, Math.max(low, value)));
  tell(input);
}

const PRESSES = {
  step: (input, by) => setNumber(input, input.value.trim() === "" ? Number(by) > 0 ? Number(input.dataset.low || 0) : Number(input.dataset.high || 100) : (numberIn(input) || 0) * 1 + Number(by)),
  set: (input, value) => setNumber(input, Number(value)),
};

function clear(group) {
  const controls = [...group.querySelectorAll("input, textarea")];
  for (const control of controls) {
    if (control.type === "radio" || control.type === "checkbox") control.checked = false;
    else control.value = "";
  }
  tell(controls[0]);
  controls[0].focus();
}

// One listener for the whole page; a button says what it does in data-press, data-by or data-value.
function pressed({ target }) {
  const button = target.closest?.("button[data-press]");
  const group = button?.closest("[data-group]");
  if (!group) return;
  const { press, by } = button.dataset;
  if (press === "clear") clear(group);
  else PRESSES[press]?.(group.querySelector("input[data-number]"), by);
}

// Choosing one of the options and writing one's own words exclude each other. A slip onto an option leaves the words in
// their box: they count again once none is chosen.
function excluded({ target }) {
  const group = target.closest?.("[data-open-choice]");
  if (!group || target.type === "radio") return;
  group.querySelectorAll("input[type=radio]").forEach((radio) => (radio.checked = false));
}

if (typeof document !== "undefined") {
  document.addEventListener("click", pressed);
  document.addEventListener("input", excluded, true);
}

// Imported by every page with fields, so that the listeners above are there.
export function FieldButtons() {
  return null;
}
