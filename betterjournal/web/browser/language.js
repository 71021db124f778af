// The page's language: one store on <html lang>, remembered in a readable cookie, bound to its host.
import { createElement, useEffect, useSyncExternalStore } from "react";
import { noteCookie } from "./host_cookie.js";

const listeners = new Set();

const current = () => (document.documentElement.lang.startsWith("fr") ? "fr" : "en");

function subscribe(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useLanguage() {
  return useSyncExternalStore(subscribe, current, () => "en");
}

export function setLanguage(language) {
  document.documentElement.lang = `${language}-CA`;
  noteCookie("language", language);
  listeners.forEach((listener) => listener());
}

export function LanguageButton({ onSwitch, children, ...rest }) {
  const other = useLanguage() === "fr" ? "en" : "fr";
  const press = () => {
    setLanguage(other);
    onSwitch?.(other);
  };
  return createElement("button", { type: "button", lang: `${other}-CA`, onClick: press, ...rest }, children);
}

// The language written in the person's own row wins over the browser's, once per value.
export function PersonLanguage({ language }) {
  useEffect(() => {
    if (language && language !== current()) setLanguage(language);
  }, [language]);
  return null;
}
