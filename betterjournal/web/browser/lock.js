"use no memo";
// The page or its lock. The server decides; the page's own clock asks it, and shows the lock before the answer is there.
import { Component, createElement as h, Children, useEffect, useLayoutEffect, useRef, useState } from "react";
import { addEvents, onLoadInternalEvent } from "$/utils/context";
import { actedWithin, beginAgain, isInFront, listen, noteClosing, useClock } from "./away.js";
import { bringBack, hasOwnWords, remember } from "./halfway.js";
import { isAllSaved } from "./keeper.js";
import { setShut } from "./shown.js";
import { useWanted } from "./wanted.js";
import { post } from "./webauthn.js";

// A server that starts again is silent about the session for a moment.
const ENDED_AFTER = 2000;
// So long a page whose session has ended waits for whoever has a form half-written in it.
const STAYS = 300000;
// Signing out waits for so long, at most, until nothing of the person is left on this device.
const WIPE_WITHIN = 1500;
// Hide asks for it from anywhere in the page.
export const LOCK_NOW = "lock-now";
// And the lock says that it was opened.
export const OPENED = "lock-opened";

// Before anything is taken out of the page, what is half-written in it is remembered.
class Either extends Component {
  getSnapshotBeforeUpdate(before) {
    if (this.props.shut && !before.shut) remember();
    return null;
  }
  componentDidUpdate() {}
  render() {
    return this.props.shut ? this.props.lock : this.props.page;
  }
}

async function signOut(event) {
  const form = event.target;
  if (!new URL(form.action).pathname.startsWith("/auth/sign-out")) return;
  event.preventDefault();
  noteClosing("", "");
  // What is not saved is not wiped before it is known that signing out worked: then the server destroys its key.
  const wiped = isAllSaved() && import("./device_store.js").then(({ wipe }) => wipe()).catch(() => null);
  await Promise.race([wiped, new Promise((go) => setTimeout(go, WIPE_WITHIN))]);
  form.submit();
}

// The sign-in page says that this session has ended. A page with unsaved words stays: its person may sign in beside it.
const isWritten = () => !isAllSaved() || (hasOwnWords() && actedWithin(STAYS));
const leave = () => isWritten() || post("unlock", {}).catch(() => null);

// Somebody signed in again in another tab: the socket takes the new cookie when it is opened anew.
async function comeBack(look) {
  const asked = { method: "POST", headers: { "content-type": "application/json" }, body: '{"for":"ways"}' };
  const answer = await fetch("/auth/prove", asked).then((response) => response.json());
  if (answer.to) return;
  // On this the framework closes its socket, and opens one for the event that follows.
  window.dispatchEvent(new Event("beforeunload"));
  look();
}

export function Lock({ locked, idle, hidden, mark, looks, soon, onLook, onLock, onHide, onStay, children }) {
  // "" open; "asking" the server decides; "leaving" and "hiding" this page has decided.
  const [closed, close] = useState("");
  const calls = useRef({});
  calls.current = { asking: onLook, leaving: onLock, hiding: onHide ?? onLock, stay: onStay };
  const shut = locked || closed !== "";
  const [lock, page] = Children.toArray(children);
  const wasLocked = useRef(locked);
  const wasSeated = useRef(false);
  useWanted(mark);
  const isSoon = useClock({ shut, idle, hidden, mark }, close, () => calls.current.stay());
  useEffect(() => {
    const opened = () => {
      noteClosing("", "");
      close("asking");
      calls.current.asking();
    };
    // Behind the lock Hide only covers: closed there, the page would lock anew as soon as it is opened.
    const hide = () => wasLocked.current || close("hiding");
    // Who goes back quicker than Hide could lock finds the calendar again, and behind it the lock.
    if (document.documentElement.hasAttribute("data-hidden")) hide();
    return listen([[window, LOCK_NOW, hide], [window, OPENED, opened], [document, "submit", signOut]]);
  }, []);
  useLayoutEffect(() => {
    setShut(shut);
    if (!shut) bringBack();
  }, [shut]);
  useEffect(() => {
    if (closed && !locked) calls.current[closed]();
  }, [closed]);
  // Loaded anew or opened elsewhere before the server heard of it, it is closed all the same.
  useLayoutEffect(() => {
    if (locked) noteClosing("", "");
    else if (closed && closed !== "asking") noteClosing(mark, closed);
  }, [closed, locked, mark]);
  useEffect(() => {
    if (locked || closed !== "asking") return;
    beginAgain();
    close("");
  }, [looks]);
  useEffect(() => {
    if (locked || wasLocked.current) close("");
    if (!locked && wasLocked.current && mark) {
      beginAgain();
      addEvents(onLoadInternalEvent());
    }
    wasLocked.current = locked;
  }, [locked]);
  useEffect(() => {
    const late = !mark && wasSeated.current && setInterval(leave, ENDED_AFTER);
    // Signed out from elsewhere: a page that stays open must not say that this device keeps its words.
    if (late) import("./device_records.js").then(({ sweep }) => sweep()).catch(() => null);
    wasSeated.current ||= !!mark;
    const look = () => isInFront() && wasSeated.current && !mark && comeBack(calls.current.asking).catch(() => null);
    const stop = listen([[document, "visibilitychange", look]]);
    return () => {
      stop();
      clearInterval(late);
    };
  }, [mark]);
  const told = h("p", { key: "soon", role: "status", className: "notice lock-soon" }, isSoon ? soon : "");
  return [told, h(Either, { key: "either", shut, lock, page })];
}
