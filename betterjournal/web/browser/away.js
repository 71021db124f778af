"use no memo";
// When somebody last did something here, and when a page was last in front: the same for all tabs of this browser.
// Kept in memory, and for a tab that the phone puts to sleep the second it was last in front in its own storage.
import { useLayoutEffect, useRef, useState } from "react";
import { noteCookie, recallCookie } from "./host_cookie.js";
import { note as noteInTab, recall } from "./tab_memory.js";

const TOGETHER = "away";
const SAID_EVERY = 2000;
// In front all along, but asleep: a laptop that was closed.
const ASLEEP = 60000;
// Before the lock that comes by itself.
const WARNS = 60000;
const BEAT = 5000;
const STAY_EVERY = 60000;
const ACTS = ["keydown", "pointerdown", "input"];

// Which session this browser has closed, and why, while the server has not been told to lock it. The tab that closed it
// may be gone by then, so it is no tab's own; before the page knows its session it stands for any.
const CLOSING = "closing";
const ANY = "any";

const last = new Map([["acted", 0], ["seen", 0]]);
const said = new Map();
let isLeaving = false;
const channel = typeof document !== "undefined" && "BroadcastChannel" in window ? new BroadcastChannel(TOGETHER) : null;
// Two words and a moment each: no other site can speak here, and a moment in the future is none.
if (channel) channel.onmessage = ({ data }) => later(data?.what, data?.at);

function later(what, at) {
  if (last.has(what) && at > last.get(what) && at <= Date.now() + SAID_EVERY) last.set(what, at);
}

function note(what) {
  const at = Date.now();
  later(what, at);
  if (at - (said.get(what) ?? 0) < SAID_EVERY) return;
  said.set(what, at);
  channel?.postMessage({ what, at });
}

export const isInFront = () => document.visibilityState === "visible";

export const acted = () => note("acted");
export const actedWithin = (time) => Date.now() - last.get("acted") < time;

export function seen(mark) {
  note("seen");
  if (isLeaving) return;
  noteInTab(TOGETHER, `${mark} ${last.get("seen")}`);
}

// Whoever signs out leaves nothing here of when, also while the page waits to be gone.
if (typeof document !== "undefined")
  document.addEventListener("submit", ({ target }) => {
    if (!target.action?.includes("/auth/sign-out")) return;
    isLeaving = true;
    noteInTab(TOGETHER, "");
  });

// A page of this session begins, or comes back from the lock. A tab that was put to sleep goes on where it was.
export function begin(mark) {
  const [known, at] = recall(TOGETHER).split(" ");
  acted();
  if (known === mark && !last.get("seen")) later("seen", Number(at));
  if (!last.get("seen")) later("seen", Date.now());
}

// `why` is "" once the server knows.
export function noteClosing(mark, why) {
  noteCookie(CLOSING, why && `${mark || ANY}.${why}`);
}

function closing(mark) {
  const [session, why] = recallCookie(CLOSING).split(".");
  return [mark, ANY].includes(session) ? why : "";
}

export function beginAgain() {
  later("acted", Date.now());
  later("seen", Date.now());
}

// Whether the page locks soon because nobody did anything: time enough to say so and to stay.
export const isNearly = ({ idle }, now = Date.now()) => idle > 0 && now - last.get("acted") >= idle * 1000 - WARNS;

// "asking" when nobody did anything for too long, "leaving" when nobody looked for too long, "" else.
export function due({ idle, hidden }, now = Date.now()) {
  if (idle > 0 && now - last.get("acted") >= idle * 1000) return "asking";
  const unseen = isInFront() ? Math.max(hidden * 1000, ASLEEP) : hidden * 1000;
  return hidden >= 0 && now - last.get("seen") >= unseen ? "leaving" : "";
}

export function listen(pairs) {
  pairs.forEach(([where, name, hear]) => where.addEventListener(name, hear));
  return () => pairs.forEach(([where, name, hear]) => where.removeEventListener(name, hear));
}

// Calls `close` with the reason when this page must lock, and `stay` for acts that need nothing of the server.
// Tells whether the lock comes soon; any key, tap or click is enough to stay (WCAG 2.2.1).
export function useClock({ shut, idle, hidden, mark }, close, stay) {
  const stayed = useRef(0);
  const [isSoon, warn] = useState(false);
  // Before anything is painted: a page that was closed elsewhere is never seen.
  useLayoutEffect(() => {
    if (shut || !mark) return;
    begin(mark);
    const look = () => {
      const why = closing(mark) || due({ idle, hidden });
      why ? close(why) : isInFront() && seen(mark);
      warn(!why && isNearly({ idle }));
    };
    const act = () => {
      if (due({ idle, hidden })) return look();
      acted();
      warn(false);
      if (!idle || Date.now() - stayed.current < STAY_EVERY) return;
      stayed.current = Date.now();
      stay();
    };
    look();
    const stop = listen([[document, "visibilitychange", look], [window, "pageshow", look], ...ACTS.map((name) => [window, name, act])]);
    const beat = setInterval(look, BEAT);
    return () => {
      stop();
      clearInterval(beat);
    };
  }, [shut, idle, hidden, mark]);
  return isSoon && !shut;
}
