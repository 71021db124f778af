// The kept page for when there is no network: in the reader's language, and away again as soon as there is one.
const name = location.protocol === "https:" ? "__Host-language" : "language";
const chosen = new RegExp(`(?:^|; )${name}=(en|fr)`).exec(document.cookie);
document.documentElement.lang = `${chosen ? chosen[1] : /^fr/i.test(navigator.language) ? "fr" : "en"}-CA`;
addEventListener("online", () => location.reload());
// The line may be back before this script is here, or the server later than the line.
const isBack = () => navigator.onLine && fetch("/sign-in", { method: "HEAD", cache: "no-store" });
setInterval(async () => (await Promise.resolve(isBack()).catch(() => null)) && location.reload(), 5000);
