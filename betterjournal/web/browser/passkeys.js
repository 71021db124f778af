// Makes or uses a passkey at the press of a button: asks our server, then the device, then our server again.
import { createElement as h, useLayoutEffect, useRef, useState } from "react";
import { useProving } from "./proving.js";
import { ask, isAble, make, reason, use } from "./webauthn.js";

// Whoever follows a link, to join or to come back: nobody is signed in, so what was typed goes along twice.
const newcomer = (kind) => async ({ typed }) => {
  const { code, email, language, way_back, keep_others } = typed;
  const asked = { for: kind, code, email, language, way_back, keep_others };
  const options = await ask("register-options", asked);
  if (options) await ask("register", { ...asked, credential: await make(options) });
};

const ceremonies = {
  "sign-in": async ({ typed }) => {
    const options = await ask("options", { for: "sign-in" });
    if (options) await ask("sign-in", { shared: typed.shared, credential: await use(options) });
  },
  join: newcomer("join"),
  back: newcomer("back"),
  add: async () => {
    const options = await ask("register-options", { for: "add" });
    if (options) await ask("register", { for: "add", credential: await make(options) });
  },
  remove: ({ passkey }) => ask("remove", { passkey }),
};

// Of radios and ticks only what is chosen.
const FIELDS = "input[name]:not([type=radio], [type=checkbox]), input[name]:checked";

export function Passkey({ kind, words, proof = null, passkey = "", weight = "primary", label, children }) {
  const place = useRef(null);
  const isBusy = useRef(false);
  // Not known before the page comes to life: until then it keeps its place without being there.
  const [able, setAble] = useState(null);
  const [said, setSaid] = useState("");
  useLayoutEffect(() => setAble(isAble()), []);
  const run = async () => {
    if (isBusy.current) return;
    isBusy.current = true;
    setSaid("");
    const fields = place.current.closest("form, section")?.querySelectorAll(FIELDS) ?? [];
    const typed = Object.fromEntries([...fields].map((field) => [field.name, field.value]));
    try {
      await ceremonies[kind]({ typed, passkey });
    } catch (problem) {
      setSaid(reason(problem, words));
    }
    isBusy.current = false;
  };
  const proving = useProving(proof ?? words, run);
  if (able === false) return null;
  const press = () => {
    setSaid("");
    proof ? proving.open() : run();
  };
  const given = { type: "button", className: `button ${weight}`, onClick: press, "aria-label": label || undefined };
  const button = h("button", given, words.press);
  const status = h("p", { role: "status", className: "notice" }, said || proving.said);
  return h(
    "div",
    { ref: place, className: `passkey stack-small${able ? "" : " invisible"}` },
    h("div", null, button),
    status,
    proof && proving.dialog,
    children,
  );
}
