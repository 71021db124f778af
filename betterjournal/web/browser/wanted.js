"use no memo";
// Where somebody was going as they were asked to sign in: they are led there from the page that signing in ends on.
import { useEffect, useRef } from "react";
import { useLocation, useNavigate } from "react-router";
import { note, recall } from "./tab_memory.js";

const WANTED = "wanted";
const SIGN_IN = "/sign-in";
// Where signing in ends, and what those who come out there may have wanted.
const FROM = [
  ["/today", /^\/(today|journal|find|shared|kept|me|numbers)(\/|$)/],
  ["/clients", /^\/(clients|worksheets|programmes|calendar|away|account|practice)(\/|$)/],
];

// `mark` is that of the sign-in session, "" while there is none: a page that never had one was wanted in vain.
export function useWanted(mark) {
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const page = useRef({ pathname, wasOpen: false });
  page.current.wasOpen ||= Boolean(mark);
  useEffect(() => {
    const { current } = page;
    return () => void (!current.wasOpen && location.pathname === SIGN_IN && note(WANTED, current.pathname));
  }, []);
  useEffect(() => {
    if (!mark) return;
    const wanted = recall(WANTED);
    const [, fits] = FROM.find(([home]) => home === pathname) ?? [];
    if (!wanted || !fits) return;
    note(WANTED, "");
    if (wanted !== pathname && fits.test(wanted)) navigate(wanted, { replace: true });
  }, [mark]);
}
