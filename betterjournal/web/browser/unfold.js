// A button that unfolds what belongs to it, here in the page: a server that restarts folds nothing away, nor does a lock.
import { createElement as h, Fragment, useEffect, useId, useRef, useState } from "react";
import { foldOf, noteFold } from "./halfway.js";
import { isShut } from "./shown.js";

// The one in which somebody pressed or sent something last: when something was kept, it is of this one.
let acted = "";

export function Unfold({ words, name, weight = "secondary", eager = false, forced = false, done, children }) {
  const [state, setState] = useState(() => foldOf(name) ?? "never");
  const before = useRef(done);
  const id = useId();
  useEffect(() => {
    if (done && before.current !== done && acted === id) setState("never");
    before.current = done;
  }, [done]);
  useEffect(() => noteFold(name, state), [name, state]);
  useEffect(
    () => () => {
      if (!isShut()) noteFold(name, "never");
    },
    [name],
  );
  const open = state === "open" || forced;
  const mounted = open || eager || state === "folded";
  const press = () => setState(open ? "folded" : "open");
  const button = h(
    "button",
    { type: "button", className: `button ${weight} no-print`, "aria-expanded": open, "aria-controls": id, onClick: press },
    words,
  );
  const mine = () => (acted = id);
  const box = { id, hidden: !open, className: "stack-small", onClickCapture: mine, onSubmitCapture: mine };
  const inside = mounted && h("div", box, children);
  return h(Fragment, null, h("div", { className: weight === "plain" ? undefined : "actions" }, button), inside);
}
