// Makes or uses a passkey at the press of a button: asks our server, then the device, then our server again.
import { createElement as h, useEffect, useRef, useState } from "react";
import { useProving } from "./proving.js";
import { ask, isAble, make, reason, use } from "./webauthn.js";

const ceremonies = {
  "sign-in": async () => {
    const options = await ask("options", { for: "sign-in" });
    if (options) await ask("sign-in", { credential: await use(options) });
  },
  join: async ({ typed }) => {
    const { code, email, language } = typed;
    const options = await ask("register-options", { for: "join", code, email, language });
    if (options) await ask("register", { for: "join", code, email, language, credential: await make(options) });
  },
  add: async () => {
    const options = await ask("register-options", { for: "add" });
    if (options) await ask("register", { for: "add", credential: await make(options) });
  },
  remove: ({ passkey }) => ask("remove", { passkey }),
};

export function Passkey({ kind, words, proof = null, passkey = "", weight = "primary", label, children }) {
  const place = useRef(null);
  const isBusy = useRef(false);
  const [able, setAble] = useState(false);
  const [said, setSaid] = useState("");
  useEffect(() => setAble(isAble()), []);
  const run = async () => {
    if (isBusy.current) return;
    isBusy.current = true;
    setSaid("");
    const fields = place.current.closest("form, section")?.querySelectorAll("input[name]") ?? [];
    const typed = Object.fromEntries([...fields].map((field) => [field.name, field.value]));
    try {
      await ceremonies[kind]({ typed, passkey });
    } catch (problem) {
      setSaid(reason(problem, words));
    }
    isBusy.current = false;
  };
  const proving = useProving(proof ?? words, run);
  if (!able) return null;
  const press = () => {
    setSaid("");
    proof ? proving.open() : run();
  };
  const given = { type: "button", className: `button ${weight}`, onClick: press, "aria-label": label || undefined };
  const button = h("button", given, words.press);
  const status = h("p", { role: "status", className: "notice" }, said || proving.said);
  return h(
    "div",
    { ref: place, className: "passkey stack-small" },
    h("div", null, button),
    status,
    proof && proving.dialog,
    children,
  );
}
