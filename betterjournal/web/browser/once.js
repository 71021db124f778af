// A form that is sent once: an id for each sending, and a form that begins anew once what it held was kept.
import { createElement as h, Fragment, useEffect, useRef, useState } from "react";
import { giveBack, halfWritten } from "./halfway.js";

// What a form carries of the moment when it was drawn; it does not follow what the page is told since.
// Without a value one id, so that a double press or a repeat after a lost connection is one thing.
export function Once({ name, value }) {
  const [kept] = useState(() => value ?? crypto.randomUUID().replaceAll("-", ""));
  return h("input", { type: "hidden", name, value: kept, readOnly: true, "data-once": "" });
}

// What is in the form stays, whatever the server forgets: only something newly kept empties it. What was kept and undone
// stands in it again.
export function Anew({ kept, undone, children }) {
  const [turn, setTurn] = useState(0);
  const before = useRef(kept);
  const sent = useRef([]);
  useEffect(() => {
    if (kept && kept !== before.current) {
      sent.current = halfWritten();
      setTurn((turn) => turn + 1);
    }
    before.current = kept;
  }, [kept]);
  useEffect(() => {
    if (undone) giveBack(sent.current);
  }, [undone]);
  return h(Fragment, { key: turn }, children);
}
