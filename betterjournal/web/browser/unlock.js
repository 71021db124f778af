// What stands on the lock: one field and a passkey. The page comes back where it stood, without being loaded anew.
import { createElement as h, useEffect, useId, useRef, useState } from "react";
import { OPENED } from "./lock.js";
import { isAble, post, reason, use } from "./webauthn.js";

// PIN or password in one field, or a passkey: whoever looks at the lock learns of neither whether there is one.
export function Unlock({ words }) {
  const [said, setSaid] = useState("");
  const [able, setAble] = useState(false);
  const field = useRef(null);
  const isBusy = useRef(false);
  const id = useId();
  useEffect(() => {
    const look = () => field.current.focus();
    setAble(isAble());
    look();
    window.addEventListener("hidden-changed", look);
    return () => window.removeEventListener("hidden-changed", look);
  }, []);
  const attempt = async (step) => {
    if (isBusy.current) return;
    isBusy.current = true;
    setSaid("");
    try {
      const answer = await step();
      if (answer.open) window.dispatchEvent(new Event(OPENED));
      else if (answer.said) field.current.select();
      setSaid(answer.said ?? "");
    } catch (problem) {
      setSaid(problem instanceof DOMException ? reason(problem, words) : words.unreached);
    }
    isBusy.current = false;
  };
  const typed = (event) => {
    event.preventDefault();
    attempt(() => post("unlock", { secret: field.current.value }));
  };
  const byPasskey = () =>
    attempt(async () => {
      const asked = await post("unlock", { for: "passkey" });
      return asked.options ? post("unlock", { credential: await use(asked.options) }) : asked;
    });
  const input = { id, ref: field, name: "secret", type: "password", className: "input", autoComplete: "current-password" };
  return h("div", { className: "stack-small" },
    h("form", { onSubmit: typed, className: "stack-small", noValidate: true },
      h("div", { className: "field" },
        h("label", { htmlFor: id }, words.secret),
        h("p", { role: "alert", id: `${id}-said`, className: said ? "field-error" : undefined }, said),
        h("input", { ...input, "aria-describedby": `${id}-said` })),
      h("div", { className: "actions" }, h("button", { type: "submit", className: "button primary" }, words.unlock))),
    able && h("div", { className: "actions" }, h("button", { type: "button", className: "button secondary", onClick: byPasskey }, words.passkey)));
}
