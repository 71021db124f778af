"use no memo";
// Where somebody was going as they were asked to sign in: they are led there from the page that signing in ends on.
import { useEffect, useRef } from "react";
import { useLocation, useNavigate } from "react-router";
import { note, recall } from "./tab_memory.js";

const WANTED = "wanted";
const HOME = /^\/(today|clients)$/;
const isClients = (path) => /^\/(today|journal|find|shared|kept|me|numbers)\b/.test(path);

// `mark` is that of the sign-in session, "" while there is none: a page that never had one was wanted in vain.
export function useWanted(mark) {
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const wasOpen = useRef(false);
  wasOpen.current ||= !!mark;
  useEffect(() => () => void (wasOpen.current || location.pathname !== "/sign-in" || note(WANTED, pathname + search)), []);
  useEffect(() => {
    const wanted = mark && HOME.test(pathname) && recall(WANTED);
    if (!wanted) return;
    note(WANTED, "");
    if (/^\/[a-z]/.test(wanted) && isClients(wanted) === isClients(pathname)) navigate(wanted, { replace: true });
  }, [mark]);
}
