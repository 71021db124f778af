// The name a phone installs the app under: kept in a readable cookie, so that the manifest is answered with it.
import { createElement, useEffect, useRef } from "react";

const YEAR = 31536000;

const cookie = () => (location.protocol === "https:" ? ["__Host-app-name", "; Secure"] : ["app-name", ""]);
const chosen = () => new RegExp(`(?:^|; )${cookie()[0]}=(\\w+)`).exec(document.cookie)?.[1];

function keep(event) {
  const [name, secure] = cookie();
  document.cookie = `${name}=${event.target.value}; Path=/; Max-Age=${YEAR}; SameSite=Lax${secure}`;
  // Asked for anew, so that installing right now takes the new name.
  const link = document.querySelector('link[rel="manifest"]');
  link?.replaceWith(link.cloneNode());
}

export function NameChoice({ children }) {
  const group = useRef(null);
  useEffect(() => {
    const one = group.current?.querySelector(`input[value="${chosen() ?? ""}"]`);
    if (one) one.checked = true;
  }, []);
  return createElement("div", { ref: group, onChange: keep }, children);
}
