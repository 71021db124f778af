// The kept page for when there is no network: in the reader's language, and away again as soon as there is one.
const name = location.protocol === "https:" ? "__Host-language" : "language";
const chosen = new RegExp(`(?:^|; )${name}=(en|fr)`).exec(document.cookie);
document.documentElement.lang = `${chosen ? chosen[1] : /^fr/i.test(navigator.language) ? "fr" : "en"}-CA`;
addEventListener("online", () => location.reload());
