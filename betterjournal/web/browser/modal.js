// A native modal dialog that follows a state: focus goes in, Escape tells the state, focus returns. Whoever closes it sees
// it closed at once, with or without a line. On a client's page Hide is at hand in it too.
import { createElement as h, useEffect, useRef } from "react";

const HIDE = ".hide-page";

export function Modal({ open, onClose, children, ...rest }) {
  const dialog = useRef(null);
  // Closed here, and the state that opened it has not answered yet.
  const isLeft = useRef(false);
  useEffect(() => {
    const element = dialog.current;
    isLeft.current = false;
    if (!open) return element.close();
    element.showModal();
    element.querySelector("[tabindex='-1']")?.focus();
  }, [open]);
  const leave = ({ target }) => {
    if (!target.closest("[data-closes]")) return;
    // The press itself tells the state.
    isLeft.current = true;
    dialog.current.close();
  };
  const closed = () => open && !isLeft.current && onClose?.();
  const page = open && document.querySelector(HIDE);
  const hide = page && { type: "button", title: page.title, onClick: () => page.click() };
  const cover = hide && h("div", { className: "hide-here" }, h("button", hide, page.textContent));
  return h("dialog", { ref: dialog, onClose: closed, onClick: leave, ...rest }, cover, open ? children : null);
}
