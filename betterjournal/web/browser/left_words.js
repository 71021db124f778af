// Words that a page which is gone left on this device: saved now, without waiting for that page to be opened again.
// What the server refuses, as there is no place for it any more, is shown to be copied, until the person puts it away.
import { createElement as h, useEffect, useRef, useState } from "react";
import { Copy } from "./copy.js";
import { useLanguage } from "./language.js";

const ANSWERED_WITHIN = 4000;
const AGAIN = 5000;

// Each writer's own lock says whether a page of theirs still lives: then they are its business. Tells of what is here
// after all the same: of a page that was only just going, or when no answer came.
async function eachLeft(act) {
  const [{ found }, { all }] = await Promise.all([import("./device_store.js"), import("./device_records.js")]);
  const isEntry = ({ entry }) => entry;
  for (const writer of new Set((await found()).filter(isEntry).map((words) => words.writer)))
    await navigator.locks.request(`keeper/${writer}`, { ifAvailable: true }, async (lock) => {
      const left = lock ? (await found()).filter((words) => words.writer === writer) : [];
      for (const words of left) await act(words);
    });
  // Of forms the page that they are of takes care itself.
  const forms = new Set((await found()).filter((words) => !isEntry(words)).map(({ id }) => id));
  return (await all()).map(({ id }) => id).filter((id) => !forms.has(id));
}

const takeAway = async (id) => (await import("./device_records.js")).remove(id);

export function LeftWords({ ack, onSave, words }) {
  const language = useLanguage();
  const [refused, setRefused] = useState([]);
  const save = useRef(onSave);
  save.current = onSave;
  const hears = useRef(null);
  const answers = useRef(ack);
  answers.current = ack;

  const verdict = ({ writer, field, seq }) => {
    const [at, , said] = (answers.current?.writer === writer && answers.current.fields[field]) || [];
    return at === seq ? said : "";
  };

  // As the page that is gone would have sent them: what that page itself sent later stands, and what anybody else did
  // has these beside it. An answer that is the same as that of another page of this tab changes nothing here: after a
  // while it is read as it stands.
  const send = ({ entry, field, value, base, writer, seq }) =>
    new Promise((hear) => {
      const asked = { writer, field, seq };
      hears.current = { asked, hear };
      save.current(entry, field, value, base, writer, seq);
      setTimeout(() => hear(verdict(asked)), ANSWERED_WITHIN);
    });

  useEffect(() => {
    let [isGone, later] = [false, 0];
    const given = new Set();
    const settle = async (left) => {
      const said = isGone || given.has(left.id) ? "" : await send(left);
      if (isGone || !said) return;
      if (said !== "refused") return takeAway(left.id);
      given.add(left.id);
      setRefused((before) => [...before, left]);
    };
    const look = async () => {
      const here = await eachLeft(settle).catch(() => null);
      if (!isGone && (!here || here.some((id) => !given.has(id)))) later = setTimeout(look, AGAIN);
    };
    if (navigator.locks) look();
    return () => {
      isGone = true;
      clearTimeout(later);
    };
  }, []);

  useEffect(() => {
    const said = hears.current && verdict(hears.current.asked);
    if (said) hears.current.hear(said);
  }, [ack]);

  const putAway = async (id) => {
    await takeAway(id);
    setRefused((before) => before.filter((left) => left.id !== id));
  };
  const one = ({ id, value }) =>
    h("li", { key: id, className: "stack-small" },
      h("p", { "data-own-words": true, lang: language, className: "own-words max-h-80 overflow-auto", tabIndex: 0 }, value),
      h("div", { className: "actions" },
        h(Copy, { text: value, words: words.copy, copied: words.copied, failed: words.failed }),
        h("button", { type: "button", className: "button plain", onClick: () => putAway(id) }, words.away)));
  if (!refused.length) return null;
  return h("section", { className: "card stack", "aria-labelledby": "left-words" },
    h("h2", { id: "left-words" }, words.title),
    h("p", null, words.about),
    h("ul", { className: "stack", role: "list" }, refused.map(one)));
}
