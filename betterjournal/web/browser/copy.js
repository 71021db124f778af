// Puts words on the clipboard and says so beside the button.
import { createElement as h, Fragment, useState } from "react";

export function Copy({ text, words, copied, failed, weight = "secondary", onCopied }) {
  const [said, setSaid] = useState("");
  const press = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid(copied);
      onCopied?.();
    } catch {
      setSaid(failed);
    }
  };
  const button = h("button", { type: "button", className: `button ${weight}`, onClick: press }, words);
  return h(Fragment, null, button, h("span", { role: "status", className: "quiet small" }, said));
}
