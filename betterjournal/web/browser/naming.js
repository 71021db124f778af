// The name a phone installs the app under: kept in a readable cookie, so that the manifest is answered with it.
import { createElement, useEffect, useRef } from "react";
import { noteCookie, recallCookie } from "./host_cookie.js";

const NAME = "app-name";

function keep(event) {
  noteCookie(NAME, event.target.value);
  // Asked for anew, so that installing right now takes the new name.
  const link = document.querySelector('link[rel="manifest"]');
  link?.replaceWith(link.cloneNode());
}

export function NameChoice({ children }) {
  const group = useRef(null);
  useEffect(() => {
    const one = group.current?.querySelector(`input[value="${recallCookie(NAME)}"]`);
    if (one) one.checked = true;
  }, []);
  return createElement("div", { ref: group, onChange: keep }, children);
}
