// Asks again who it is: a small dialog that closes when the password or a passkey has proved it.
import { createElement as h, useEffect, useId, useRef, useState } from "react";
import { Modal } from "./modal.js";
import { ask, isAble, post, reason, use } from "./webauthn.js";

// Returns the dialog to draw and what opens it; `onProved` runs once after each proof.
export function useProving(words, onProved) {
  const [ways, setWays] = useState(null);
  const [said, setSaid] = useState("");
  const isBusy = useRef(false);
  const id = useId();
  const close = () => setWays(null);
  const attempt = async (step) => {
    if (isBusy.current) return;
    isBusy.current = true;
    setSaid("");
    try {
      await step();
    } catch (problem) {
      setSaid(reason(problem, words));
    }
    isBusy.current = false;
  };
  const open = () =>
    attempt(async () => {
      const found = (await post("prove", { for: "ways" })).ways;
      if (found) setWays({ ...found, passkey: found.passkey && isAble() });
    });
  const prove = async (proof) => {
    const answer = await post("prove", proof);
    if (answer.said) return setSaid(answer.said);
    if (!answer.proved) return;
    close();
    await onProved();
  };
  const withPassword = (event) => {
    event.preventDefault();
    const { value } = event.target.elements.password;
    attempt(() => prove({ password: value }));
  };
  const withPasskey = () =>
    attempt(async () => {
      const options = await ask("options", { for: "prove" });
      if (options) await prove({ credential: await use(options) });
    });
  const inside = ways && [
    h("h2", { key: "title", className: "text-[1.125rem]", tabIndex: -1 }, words.title),
    h("p", { key: "about" }, words.about),
    ways.passkey && h(Press, { key: "passkey", words: words.passkey, onClick: withPasskey }),
    ways.password && h(Password, { key: "password", id, words, second: ways.passkey, onSubmit: withPassword }),
    !ways.passkey && !ways.password && h("p", { key: "none" }, words.none),
    said && h("p", { key: "said", role: "alert", id: `${id}-said`, className: "field-error" }, said),
    h(Press, { key: "close", words: words.close, weight: "plain", onClick: close }),
  ];
  const dialog = h(
    Modal,
    { open: !!ways, onClose: close, className: "sheet", "aria-label": words.title },
    h("div", { className: "stack-small" }, inside),
  );
  return { open, dialog, said: ways ? "" : said };
}

function Press({ words, weight = "primary", ...rest }) {
  return h("div", null, h("button", { type: "button", className: `button ${weight}`, ...rest }, words));
}

function Password({ id, words, second, onSubmit }) {
  const field = { id, name: "password", type: "password", autoComplete: "current-password", className: "input" };
  return h(
    "form",
    { onSubmit, className: "stack-small", noValidate: true },
    h(
      "div",
      { className: "field" },
      h("label", { htmlFor: id }, second ? words.or : words.password),
      h("input", { ...field, "aria-describedby": `${id}-said` }),
    ),
    h("div", null, h("button", { type: "submit", className: `button ${second ? "secondary" : "primary"}` }, words.go)),
  );
}

// A button whose press takes effect after the proof.
export function Proved({ words, label, weight = "primary", onProved, press }) {
  const { open, dialog, said } = useProving(words, () => onProved?.());
  const given = { type: "button", className: `button ${weight}`, onClick: open, "aria-label": label || undefined };
  const status = h("p", { role: "status", className: "notice" }, said);
  return h("div", { className: "stack-small" }, h("div", null, h("button", given, press)), status, dialog);
}
