"use no memo";
// Keeps the last view of a page whose id is the one in the address, so that a state which resets
// takes no input out of the page, and one person's view never stands under another's address.
import { useEffect } from "react";
import { useParams } from "react-router";

const kept = new Map();

export function forget() {
  kept.clear();
}

// On the pages that people are sent to when they are out, so that going back shows nothing.
export function Forget() {
  useEffect(forget, []);
  return null;
}

export function useShown(name, view, param) {
  const address = useParams()[param];
  const fits = (candidate) => candidate && (!param || candidate.id === address);
  if (fits(view)) kept.set(name, view);
  const last = kept.get(name);
  return fits(last) ? last : null;
}
