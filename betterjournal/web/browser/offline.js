// The kept page for when there is no network: in the reader's language, and away again as soon as there is one.
const name = location.protocol === "https:" ? "__Host-language" : "language";
const chosen = new RegExp(`(?:^|; )${name}=(en|fr)`).exec(document.cookie);
document.documentElement.lang = `${chosen ? chosen[1] : /^fr/i.test(navigator.language) ? "fr" : "en"}-CA`;
// A press must not lose to it: who asked for Help now gets Help now, on a line that comes and goes too.
const PRESS_HOLDS_MS = 30000;
let pressedAt = -Infinity;
addEventListener("click", (event) => event.target.closest("a") && (pressedAt = performance.now()));
const again = () => performance.now() - pressedAt > PRESS_HOLDS_MS && location.reload();
addEventListener("online", again);
// The line may be back before this script is here, or the server later than the line.
const isBack = () => navigator.onLine && fetch("/sign-in", { method: "HEAD", cache: "no-store" });
setInterval(async () => (await Promise.resolve(isBack()).catch(() => null)) && again(), 5000);
