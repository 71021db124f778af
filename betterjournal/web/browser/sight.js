"use no memo";
// Which question of a sheet is in sight, when they lie in one row.
import { useLayoutEffect, useRef, useState } from "react";

const isAnswered = (ask) =>
  [...ask.querySelectorAll("[data-field]")].some((one) => (/radio|checkbox/.test(one.type) ? one.checked : one.value));

// What lies in the row, in order: other answers bring questions and take them away.
export function useAsks(row) {
  const [asks, setAsks] = useState([]);
  useLayoutEffect(() => {
    const look = () => {
      const now = [...row.current.querySelectorAll(".ask")];
      setAsks((before) => (before.length === now.length && now.every((ask, at) => ask === before[at]) ? before : now));
    };
    look();
    const watcher = new MutationObserver(look);
    watcher.observe(row.current, { childList: true, subtree: true });
    return () => watcher.disconnect();
  }, []);
  return asks;
}

// Whoever comes back goes on after what they answered last.
const start = (asks) => asks.findLastIndex((ask) => ask.matches(".asks") && isAnswered(ask)) + 1;

// Which of them is in sight, and `show(at)`. Its height is the row's, so that what follows stands right below it.
export function useSight(row, asks, isOne) {
  const [at, setAt] = useState(0);
  const seen = useRef(null);
  const bring = (index) => {
    const left = asks[index].offsetLeft - asks[0].offsetLeft;
    if (Math.abs(row.current.scrollLeft - left) > 2) row.current.scrollLeft = left;
  };
  const show = (index) => {
    seen.current = asks[index];
    bring(index);
    setAt(index);
  };
  useLayoutEffect(() => {
    if (!isOne || !asks.length) return;
    const stays = asks.indexOf(seen.current);
    show(stays >= 0 ? stays : Math.min(seen.current ? at : start(asks), asks.length - 1));
  }, [isOne, asks]);
  useLayoutEffect(() => {
    const box = row.current;
    if (!isOne || !asks[at]) return;
    const fit = () => {
      box.style.height = `${asks[at].offsetHeight}px`;
      bring(at);
    };
    fit();
    const watcher = new ResizeObserver(fit);
    watcher.observe(asks[at]);
    return () => {
      watcher.disconnect();
      box.style.height = "";
    };
  }, [isOne, asks, at]);
  const follow = ({ target }) => {
    if (!isOne || target !== row.current || !target.clientWidth) return;
    // The row was drawn anew and moved by itself, and is about to be put where it was.
    if (!asks[at]?.isConnected || asks.length !== target.querySelectorAll(".ask").length) return;
    const index = Math.round(target.scrollLeft / target.clientWidth);
    target.scrollTop = 0;
    if (index !== at && asks[index]) show(index);
    else if (asks[at]) bring(at);
  };
  return { at, show, follow };
}
