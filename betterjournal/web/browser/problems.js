// What went wrong, in words: fetched at the first problem, so that no page carries the words of all of them.
import { useSyncExternalStore } from "react";

const FILES = { en: () => import("./problem.en.json"), fr: () => import("./problem.fr.json") };
const tables = new Map();
// By language: the problem that was met when they were last asked for, until they are there.
const asking = new Map();
const failed = new Set();
const listeners = new Set();
let changes = 0;

function subscribe(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell() {
  changes += 1;
  listeners.forEach((listener) => listener());
}

async function ask(language, name) {
  asking.set(language, name);
  failed.delete(language);
  try {
    tables.set(language, (await FILES[language]()).default);
  } catch {
    failed.add(language);
  }
  tell();
}

export const useProblems = () => useSyncExternalStore(subscribe, () => changes, () => 0);

// `general` is what the page itself can say while they cannot be fetched; the next problem asks for them again.
export function problem(general, key, values, language) {
  if (!key) return "";
  const name = key.startsWith("problem.") ? key : `problem.${key}`;
  const table = tables.get(language);
  if (!table && asking.get(language) !== name) ask(language, name);
  const words = table ? (table[name] ?? table["problem.generic"]) : failed.has(language) ? general : "";
  return words.replace(/\{(\w+)\}/g, (_, value) => values?.[value] ?? "");
}
