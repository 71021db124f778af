// What a device keeps for when there is no network: files named by their content, Help now, and the page that says so.
// Nothing of anybody's is among it: every page and every answer of the server passes by untouched.
const KEPT = "betterjournal-1";
const HELP = "/help-now";
const OFFLINE = "/offline";
const ALWAYS = [OFFLINE, "/offline.js", "/betterjournal.css", "/icon.svg", HELP, `${HELP}?lang=en`, `${HELP}?lang=fr`];
const MOST_FILES = 300;
const HELP_WAITS_MS = 2000;
const WEAK_MS = 10000;
const TRIED_AGAIN_MS = [300, 900, 1800];

let renewed = false;
let weakUntil = 0;

self.addEventListener("install", (event) => event.waitUntil(renew().then(() => self.skipWaiting())));

self.addEventListener("activate", (event) => event.waitUntil(Promise.all([begin(), forgetOthers()])));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(event, url));
  else if (url.pathname.startsWith("/assets/")) event.respondWith(file(request));
  else if (ALWAYS.includes(url.pathname)) event.respondWith(soon(fetch(request), () => kept(request)));
});

async function begin() {
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
}

async function forgetOthers() {
  for (const name of await caches.keys()) if (name !== KEPT) await caches.delete(name);
}

// The help lines are data: each time this worker wakes and there is a network, they are fetched again.
async function renew() {
  const cache = await caches.open(KEPT);
  await Promise.all(ALWAYS.map((path) => cache.add(new Request(path, { cache: "no-cache" }))));
  renewed = true;
}

async function page(event, url) {
  const answer = answered(event);
  if (url.pathname === HELP) return help(event, answer);
  return answer.catch(async () => (await kept(OFFLINE)) || Response.error());
}

async function answered(event) {
  const answer = (await event.preloadResponse) || (await fetch(event.request));
  if (!renewed) event.waitUntil(renew().catch(() => {}));
  return answer;
}

async function help(event, answer) {
  event.waitUntil(answer.catch(() => {}));
  const copy = async () => (await kept(event.request)) || (await kept(HELP));
  return soon(answer, copy);
}

// A line too weak to carry a page may take a minute to say so: nobody waits that long for Help now and what it needs.
async function soon(answer, copy) {
  const wait = new Promise((passed) => setTimeout(passed, performance.now() < weakUntil ? 0 : HELP_WAITS_MS));
  const first = await Promise.race([answer.catch(() => undefined), wait]);
  if (first) return first;
  const found = await copy();
  if (found) weakUntil = performance.now() + WEAK_MS;
  return found || answer.catch(() => Response.error());
}

async function kept(request) {
  const cache = await caches.open(KEPT);
  return cache.match(request, { ignoreVary: true });
}

// A name of /assets/ holds the hash of what is in it, so a copy is never an old one.
async function file(request) {
  const cache = await caches.open(KEPT);
  const copy = await cache.match(request.url, { ignoreVary: true });
  if (copy) return copy;
  const answer = await fetched(request);
  if (answer.ok) keep(cache, request.url, answer.clone());
  return answer;
}

// The framework loads a page anew whose next page's script does not come, and the press is lost with it: a tunnel of
// three seconds, or a server that starts again, is no reason for that.
async function fetched(request) {
  for (const wait of TRIED_AGAIN_MS) {
    try {
      return await fetch(request.clone());
    } catch {
      await new Promise((passed) => setTimeout(passed, wait));
    }
  }
  return fetch(request);
}

// A full or forbidden storage costs the copy, never the page.
async function keep(cache, url, answer) {
  try {
    await cache.put(url, answer);
    const files = (await cache.keys()).filter((each) => new URL(each.url).pathname.startsWith("/assets/"));
    await Promise.all(files.slice(0, Math.max(0, files.length - MOST_FILES)).map((each) => cache.delete(each)));
  } catch {
    return;
  }
}
