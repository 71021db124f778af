// Shows a password while its owner wants to see it; it is sent as a password always.
import { createElement, useEffect, useRef, useState } from "react";

export function Reveal({ words, ...rest }) {
  const button = useRef(null);
  const [shown, setShown] = useState(false);
  const field = () => button.current?.parentElement.querySelector("input");
  useEffect(() => {
    const input = field();
    const cover = () => (input.type = "password");
    input.form?.addEventListener("submit", cover);
    return () => input.form?.removeEventListener("submit", cover);
  }, []);
  const press = () => {
    field().type = shown ? "password" : "text";
    setShown(!shown);
  };
  const label = shown ? words.hideLong : words.showLong;
  const given = { ref: button, type: "button", onClick: press, "aria-label": label, ...rest };
  return createElement("button", given, shown ? words.hide : words.show);
}
