// What a client half-wrote in a form and did not send, such as what got in the way: there again when the form is opened
// again, and sealed on this device in case the page dies first. Says so while its form is closed.
import { createElement as h, useEffect, useState } from "react";
import { isRemembering } from "./halfway.js";

export function HalfWritten({ words }) {
  const [closed, setClosed] = useState([]);
  useEffect(() => {
    const wasLocked = isRemembering();
    let [isGone, stop] = [false, null];
    const tell = (now) => setClosed((before) => (`${now}` === `${before}` ? before : now));
    const begin = ({ watch }) => isGone || (stop = watch({ wasLocked, tell }));
    // Without locks two pages could take each other's.
    if (navigator.locks) import("./device_forms.js").then(begin).catch(() => null);
    return () => {
      isGone = true;
      stop?.();
    };
  }, []);
  const lines = closed.filter((name) => words[name]).map((name) => h("p", { key: name, className: "quiet" }, words[name]));
  return h("div", { role: "status", className: "no-print empty:hidden" }, lines);
}
