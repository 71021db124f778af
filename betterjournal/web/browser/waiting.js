// Says of a press that it waits for the line: the framework sends it when it is back, and until then nothing would tell.
import { createElement as h, useEffect, useRef, useState } from "react";
import { eventLoop } from "$/utils/context-registry";

const BEAT = 400;
// A line that is gone is found out so long after a press at most.
const FOUND_OUT_WITHIN = 5000;
// What a script of the page does by itself needs no line.
const HERE = "[aria-expanded], [data-press]";
const isAway = () => !navigator.onLine || Boolean(eventLoop.connectErrors?.length);
const asks = ({ type, target }) =>
  type === "submit" ? target.matches("main form") : target.closest?.("main button:not([type=submit])")?.matches(`:not(${HERE})`);

export function Waiting({ words }) {
  const [isOn, turn] = useState(false);
  const line = useRef(null);
  useEffect(() => {
    let [pressed, beat] = [0, 0];
    const stop = () => clearInterval(beat);
    const look = () => {
      const away = isAway();
      turn(away);
      if (!away && Date.now() - pressed > FOUND_OUT_WITHIN) stop();
    };
    const heard = (event) => {
      if (!asks(event)) return;
      stop();
      pressed = Date.now();
      beat = setInterval(look, BEAT);
    };
    const names = ["click", "submit"];
    names.forEach((name) => document.addEventListener(name, heard, true));
    return () => {
      stop();
      names.forEach((name) => document.removeEventListener(name, heard, true));
    };
  }, []);
  // Above the dialog that the press was made in.
  useEffect(() => line.current?.showPopover?.(), [isOn]);
  return h("div", { role: "status" }, isOn && h("p", { ref: line, popover: "manual", className: "notice waiting" }, words));
}
