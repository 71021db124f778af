// Says of a press without a line that it waits: the framework sends it later, and until then nothing would tell. What is
// pressed in a dialog is decided there and then: without a line it is not taken, for who goes on to "Not now" means that.
import { createElement as h, useEffect, useRef, useState } from "react";
import { eventLoop } from "$/utils/context-registry";

const BEAT = 400;
// A line that is gone is found out so long after a press at most; that a press was not taken is said for as long.
const FOUND_OUT_WITHIN = 5000;
// What a script of the page does by itself needs no line.
const HERE = "[aria-expanded], [data-press], [data-closes], .hide-here button";
const isAway = () => !navigator.onLine || Boolean(eventLoop.connectErrors?.length);
const asks = ({ type, target }) =>
  type === "submit" ? target.matches("main form") : target.closest?.("main button:not([type=submit])")?.matches(`:not(${HERE})`);

export function Waiting({ waits, held }) {
  const [told, tell] = useState("");
  const line = useRef(null);
  useEffect(() => {
    let [pressed, isHeld, beat] = [0, false, 0];
    const stop = () => clearInterval(beat);
    const look = () => {
      const isLong = Date.now() - pressed > FOUND_OUT_WITHIN;
      const away = isAway() && !(isHeld && isLong);
      tell(away ? (isHeld ? held : waits) : "");
      if (!away && isLong) stop();
    };
    const heard = (event) => {
      if (!asks(event)) return;
      stop();
      [pressed, isHeld] = [Date.now(), isAway() && Boolean(event.target.closest("dialog"))];
      beat = setInterval(look, BEAT);
      if (!isHeld) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    const names = ["click", "submit"];
    names.forEach((name) => document.addEventListener(name, heard, true));
    return () => {
      stop();
      names.forEach((name) => document.removeEventListener(name, heard, true));
    };
  }, [waits, held]);
  // Above the dialog that the press was made in.
  useEffect(() => line.current?.showPopover?.(), [told]);
  return h("div", { role: "status", className: "no-print" }, told && h("p", { ref: line, popover: "manual", className: "notice waiting" }, told));
}
