// A native modal dialog that follows a state: focus goes in, Escape tells the state, focus returns.
import { createElement, useEffect, useRef } from "react";

export function Modal({ open, onClose, children, ...rest }) {
  const dialog = useRef(null);
  useEffect(() => {
    const element = dialog.current;
    if (open && !element.open) element.showModal();
    if (!open && element.open) element.close();
  }, [open]);
  const cancelled = (event) => {
    event.preventDefault();
    onClose?.();
  };
  const closed = () => open && onClose?.();
  return createElement("dialog", { ref: dialog, onCancel: cancelled, onClose: closed, ...rest }, open ? children : null);
}
