// A button that is pressed for real only once every word on the page is on the server.
import { createElement as h, useEffect, useRef, useState } from "react";
import { isNothingOpen, saveAll, stuck } from "./keeper.js";

const BEAT = 100;
// Whoever waits less than this need not be told.
const TOLD_AFTER = 400;

export function SavedFirst({ words, children }) {
  const root = useRef(null);
  const held = useRef(null);
  const [told, setTold] = useState("");

  const letGo = () => {
    clearInterval(held.current?.beat);
    clearTimeout(held.current?.tell);
    document.removeEventListener("input", letGo, true);
    held.current = null;
    setTold("");
  };

  useEffect(() => letGo, []);

  // To what cannot be saved as it stands.
  const leadTo = (place) => {
    letGo();
    setTold(words.stuck);
    document.addEventListener("input", letGo, true);
    place.focus();
  };

  const pressed = (event) => {
    if (isNothingOpen()) return;
    event.preventDefault();
    event.stopPropagation();
    const place = stuck();
    if (place) return leadTo(place);
    saveAll();
    if (held.current) return;
    const again = () => {
      const refused = stuck();
      if (refused) return leadTo(refused);
      if (!isNothingOpen()) return;
      letGo();
      // Another button may stand here by now: part has become whole.
      root.current?.querySelector("button")?.click();
    };
    held.current = { beat: setInterval(again, BEAT), tell: setTimeout(() => setTold(words.waits), TOLD_AFTER) };
    // Whoever writes on has changed their mind.
    document.addEventListener("input", letGo, true);
  };

  const line = h("p", { role: "status", className: "quiet small basis-full empty:hidden" }, told);
  return h("div", { ref: root, className: "contents", onClickCapture: pressed }, children, line);
}
