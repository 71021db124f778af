// Makes or uses a passkey at the press of a button: asks our server, then the device, then our server again.
import { createElement as h, useEffect, useRef, useState } from "react";

// Only over https or on localhost, and where the browser reads the server's options by itself.
const isAble = () => window.isSecureContext && !!window.PublicKeyCredential?.parseRequestOptionsFromJSON;

// The browser's options; or nothing, when the server says where to go instead.
async function ask(to, body) {
  const response = await fetch(`/auth/passkey/${to}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(String(response.status));
  const answer = await response.json();
  if (answer.to) location.assign(answer.to);
  return answer.options;
}

async function use(options) {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  return (await navigator.credentials.get({ publicKey })).toJSON();
}

async function make(options) {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  return (await navigator.credentials.create({ publicKey })).toJSON();
}

// What shows that it is still the same person: the password in the form, or a passkey they have.
async function proof(by, typed) {
  if (by === "password") return { password: typed.password ?? "" };
  if (by !== "passkey") return {};
  const options = await ask("options", { for: "prove" });
  return options && { credential: await use(options) };
}

// Whoever follows a link, to join or to come back: nobody is signed in, so what was typed goes along twice.
const newcomer = (kind) => async ({ typed }) => {
  const { code, email, language, way_back } = typed;
  const asked = { for: kind, code, email, language, way_back };
  const options = await ask("register-options", asked);
  if (options) await ask("register", { ...asked, credential: await make(options) });
};

const ceremonies = {
  "sign-in": async () => {
    const options = await ask("options", { for: "sign-in" });
    if (options) await ask("sign-in", { credential: await use(options) });
  },
  join: newcomer("join"),
  back: newcomer("back"),
  add: async ({ by, typed }) => {
    const proven = await proof(by, typed);
    const options = proven && (await ask("register-options", { for: "add", ...proven }));
    if (options) await ask("register", { for: "add", credential: await make(options) });
  },
  remove: async ({ by, typed, passkey }) => {
    const proven = await proof(by, typed);
    if (proven) await ask("remove", { passkey, ...proven });
  },
};

// Of radios and ticks only what is chosen.
const FIELDS = "input[name]:not([type=radio], [type=checkbox]), input[name]:checked";

// InvalidStateError: this device holds one already. NotAllowedError: closed, refused, or out of time.
const REASONS = { InvalidStateError: "known", NotAllowedError: "closed", AbortError: "closed" };

export function Passkey({ kind, words, by = "", passkey = "", weight = "primary", label, children }) {
  const place = useRef(null);
  const isBusy = useRef(false);
  const [able, setAble] = useState(false);
  const [said, setSaid] = useState("");
  useEffect(() => setAble(isAble()), []);
  if (!able) return null;
  const press = async () => {
    if (isBusy.current) return;
    isBusy.current = true;
    setSaid("");
    const fields = place.current.closest("form, section")?.querySelectorAll(FIELDS) ?? [];
    const typed = Object.fromEntries([...fields].map((field) => [field.name, field.value]));
    try {
      await ceremonies[kind]({ by, typed, passkey });
    } catch (problem) {
      setSaid(words[REASONS[problem.name]] ?? words.failed);
    }
    isBusy.current = false;
  };
  const given = { type: "button", className: `button ${weight}`, onClick: press, "aria-label": label || undefined };
  const button = h("button", given, words.press);
  const status = h("p", { role: "status", className: "notice" }, said);
  return h("div", { ref: place, className: "passkey stack-small" }, h("div", null, button), status, children);
}
