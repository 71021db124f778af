// Puts words on the clipboard and says so beside the button; asks the server for them first where they are made there.
import { createElement as h, Fragment, useEffect, useRef, useState } from "react";

// A browser lets only a press write, so what is still on its way is promised to it within the press.
async function put(words) {
  if (typeof words === "string") return navigator.clipboard.writeText(words);
  if (typeof ClipboardItem === "undefined") return navigator.clipboard.writeText(await words);
  const made = words.then((text) => new Blob([text], { type: "text/plain" }));
  return navigator.clipboard.write([new ClipboardItem({ "text/plain": made })]);
}

// With `onAsk` the words are those that come with the next `turn`.
export function Copy({ text, words, copied, failed, weight = "secondary", turn = 0, onAsk, onCopied }) {
  const [said, setSaid] = useState("");
  const waits = useRef(null);
  useEffect(() => {
    if (turn) waits.current?.(text);
    if (turn) waits.current = null;
  }, [turn]);
  const asked = () => {
    const coming = new Promise((resolve) => (waits.current = resolve));
    onAsk();
    return coming;
  };
  const press = async () => {
    setSaid("");
    try {
      await put(onAsk ? asked() : text);
      setSaid(copied);
      onCopied?.();
    } catch {
      setSaid(failed);
    }
  };
  const button = h("button", { type: "button", className: `button ${weight}`, onClick: press }, words);
  return h(Fragment, null, button, h("span", { role: "status", className: "quiet small" }, said));
}
