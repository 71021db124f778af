// Shows what belongs to a moment and takes it away when the moment is over, without a countdown.
import { createElement as h, useEffect, useRef, useState } from "react";

export function Moment({ seconds, children, className }) {
  const [over, setOver] = useState(false);
  const root = useRef(null);
  useEffect(() => {
    const due = setTimeout(() => {
      const around = root.current?.parentElement;
      // Whoever stands on the button is not thrown to the top of the page.
      if (root.current?.contains(document.activeElement)) {
        around.tabIndex = -1;
        around.focus({ preventScroll: true });
      }
      setOver(true);
    }, seconds * 1000);
    return () => clearTimeout(due);
  }, []);
  return over ? null : h("div", { ref: root, className }, children);
}
