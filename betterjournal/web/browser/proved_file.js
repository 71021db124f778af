// Saves the file that a form asks for, once it was asked again who asks. The page and the form stay.
// It stands beside the form, never in it: the dialog holds a form of its own.
import { createElement as h, useId, useState } from "react";
import { useProving } from "./proving.js";

const LET_GO_MS = 60000;

export function ProvedFile({ words, press, form, name }) {
  const [told, setTold] = useState("");
  const id = useId();
  const make = async () => {
    setTold(words.making);
    setTold(await saved(document.getElementById(form), name, id).catch(() => words.unreachable));
  };
  const { open, dialog, said } = useProving(words, make);
  return h(
    "div",
    { className: "stack-small" },
    h("div", null, h("button", { type: "button", className: "button primary", onClick: open }, press)),
    h("p", { role: "status", id, className: "notice" }, said || told),
    dialog,
  );
}

// Returns what there is to say of it: nothing, once the file is there.
async function saved(form, name, id) {
  form.querySelectorAll("[aria-invalid]").forEach((each) => each.removeAttribute("aria-invalid"));
  const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
  if (answer.redirected) return location.assign(answer.url);
  if (!answer.ok) {
    const { said, field } = await answer.json();
    point(form.querySelector(`[name="${field}"]`), id);
    return said;
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await answer.blob());
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), LET_GO_MS);
  return "";
}

// To the field that what is said is about.
function point(field, id) {
  field?.setAttribute("aria-invalid", "true");
  field?.setAttribute("aria-describedby", id);
  field?.focus();
}
