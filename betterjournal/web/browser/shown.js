"use no memo";
// Keeps the last view of a page whose id is the one in the address, so that a state which resets
// takes no input out of the page, and one person's view never stands under another's address.
// Behind a lock it keeps and shows nothing.
import { useEffect, useSyncExternalStore } from "react";
import { useParams } from "react-router";

const kept = new Map();
const listeners = new Set();
let shut = false;

export const isShut = () => shut;

export function setShut(now) {
  if (now === shut) return;
  shut = now;
  kept.clear();
  listeners.forEach((listener) => listener());
}

export function subscribe(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

// On the pages that people are sent to when they are out, and for what is gone, so that going back shows nothing, and
// nothing stays on the device that nobody can open.
export function Forget() {
  useEffect(() => {
    kept.clear();
    import("./device_records.js").then(({ sweep }) => sweep()).catch(() => null);
  }, []);
  return null;
}

export function useShown(name, view, param) {
  const address = useParams()[param];
  const behindLock = useSyncExternalStore(subscribe, isShut, () => false);
  const fits = (candidate) => candidate && (!param || candidate.id === address);
  if (behindLock) return null;
  if (fits(view)) kept.set(name, view);
  const last = kept.get(name);
  return fits(last) ? last : null;
}
