// Brings what has just come about into view and gives it the focus, once.
import { createElement as h, useEffect, useRef } from "react";

export function Arrive({ now, children }) {
  const place = useRef(null);
  useEffect(() => {
    if (!now) return;
    place.current.scrollIntoView({ block: "center" });
    place.current.focus({ preventScroll: true });
  }, [now]);
  return h("div", { ref: place, tabIndex: -1, className: "outline-none" }, children);
}
