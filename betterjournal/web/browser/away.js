// When somebody last did something here, and when a page was last in front: the same for all tabs of this browser.
// Kept in memory, and for a tab that the phone puts to sleep the second it was last in front in its own storage.
const TOGETHER = "away";
const SAID_EVERY = 2000;
// In front all along, but asleep: a laptop that was closed.
const ASLEEP = 60000;

const last = { acted: 0, seen: 0 };
const said = { acted: 0, seen: 0 };
const channel = typeof document !== "undefined" && "BroadcastChannel" in window ? new BroadcastChannel(TOGETHER) : null;
if (channel) channel.onmessage = ({ data }) => Object.entries(data).forEach(([what, at]) => later(what, at));

const later = (what, at) => (last[what] = Math.max(last[what], at));

function note(what) {
  const at = later(what, Date.now());
  if (at - said[what] < SAID_EVERY) return;
  said[what] = at;
  channel?.postMessage({ [what]: at });
}

export const isInFront = () => document.visibilityState === "visible";

export const acted = () => note("acted");

export function seen(mark) {
  note("seen");
  sessionStorage.setItem(TOGETHER, `${mark} ${last.seen}`);
}

// A page of this session begins, or comes back from the lock. A tab that was put to sleep goes on where it was.
export function begin(mark) {
  const [known, at] = (sessionStorage.getItem(TOGETHER) ?? "").split(" ");
  acted();
  if (known === mark && !last.seen) last.seen = Number(at);
  last.seen ||= Date.now();
}

export function beginAgain() {
  Object.assign(last, { acted: Date.now(), seen: Date.now() });
}

// "asking" when nobody did anything for too long, "leaving" when nobody looked for too long, "" else.
export function due({ idle, hidden }, now = Date.now()) {
  if (idle > 0 && now - last.acted >= idle * 1000) return "asking";
  const unseen = isInFront() ? Math.max(hidden * 1000, ASLEEP) : hidden * 1000;
  return hidden >= 0 && now - last.seen >= unseen ? "leaving" : "";
}
