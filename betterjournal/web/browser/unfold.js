// A button that unfolds what belongs to it, here in the page: a server that restarts folds nothing away.
import { createElement as h, Fragment, useEffect, useId, useState } from "react";

export function Unfold({ words, weight = "secondary", eager = false, forced = false, done, children }) {
  const [state, setState] = useState("never");
  const id = useId();
  useEffect(() => setState("never"), [done]);
  const open = state === "open" || forced;
  const mounted = open || eager || state === "folded";
  const press = () => setState(open ? "folded" : "open");
  const button = h(
    "button",
    { type: "button", className: `button ${weight} no-print`, "aria-expanded": open, "aria-controls": id, onClick: press },
    words,
  );
  const inside = mounted && h("div", { id, hidden: !open, className: "stack-small" }, children);
  return h(Fragment, null, h("div", { className: weight === "plain" ? undefined : "actions" }, button), inside);
}
