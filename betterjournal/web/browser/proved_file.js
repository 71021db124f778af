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
    h("p", { role: "status", className: "notice" }, said || told),
    dialog,
  );
}

// Returns what there is to say of it at the button: nothing, once the file is there or a field has been pointed at.
async function saved(form, name, id) {
  forget(form, id);
  const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
  if (answer.redirected) return location.assign(answer.url);
  if (!answer.ok) {
    const { said, field } = await answer.json();
    return point(form.querySelector(`[name="${field}"]`), said, id) ? "" : said;
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await answer.blob());
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), LET_GO_MS);
  return "";
}

// Says it below the field that it is about, and goes there.
function point(field, said, id) {
  if (!field) return false;
  const told = Object.assign(document.createElement("p"), { id, className: "field-error", textContent: said });
  field.closest(".field").append(told);
  field.setAttribute("aria-invalid", "true");
  describe(field, [...about(field), id]);
  field.focus();
  return true;
}

function forget(form, id) {
  document.getElementById(id)?.remove();
  for (const field of form.querySelectorAll("[aria-invalid]")) {
    field.removeAttribute("aria-invalid");
    describe(field, about(field).filter((each) => each !== id));
  }
}

const about = (field) => (field.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean);
const describe = (field, ids) => field.setAttribute("aria-describedby", ids.join(" "));
