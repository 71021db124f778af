// Shows what belongs to a moment and takes it away when the moment is over, without a countdown.
import { createElement as h, useEffect, useRef, useState } from "react";

export function Moment({ seconds, children, className }) {
  const [over, setOver] = useState(false);
  const root = useRef(null);
  useEffect(() => {
    const due = setTimeout(() => {
      // Whoever stands on the button is not thrown to the top of the page.
      if (root.current?.contains(document.activeElement)) root.current.focus();
      setOver(true);
    }, seconds * 1000);
    return () => clearTimeout(due);
  }, []);
  return h("div", { ref: root, className, tabIndex: -1 }, over ? null : children);
}
