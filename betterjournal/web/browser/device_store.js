// The storage of this device for words that the server does not have yet. All in it is sealed, with a key that the server
// hands to the unlocked page alone and that is in this module's memory only: no word, name or id of anything is readable.
import { MOST_KEYS, all, change, hear, inHand, isGone, kidsOf, remove } from "./device_records.js";
import { isShut, subscribe } from "./shown.js";

const ASK_AGAIN = 5000;
const REFUSED_FOR = 60000;
const MOST_DAYS = 30;
const BLOCK = 512;
const DAY = 86400000;

let ring = null;
let asked = 0;
let asking = null;
let isWiped = false;
// The server's day less that of this device, whose clock may be wrong by years.
let ahead = 0;
const today = () => Math.floor(Date.now() / DAY) + ahead;

// With the lock the key goes.
subscribe(() => {
  if (isShut()) ring = null;
  asked = 0;
});

// A key is destroyed, or is about to be, and what it sealed is off the device.
hear((kids) => {
  kids.forEach((kid) => inHand.delete(kid));
  if (!kids.includes(ring?.now)) return;
  ring = null;
  asked = Date.now();
});

export const isOpen = () => Boolean(ring) && !isShut();

async function imported([id, key]) {
  const raw = Uint8Array.from(atob(key), (letter) => letter.charCodeAt(0));
  return [id, await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"])];
}

async function fetchKeys(kept) {
  const answer = await fetch(`/device-key?kept=${encodeURIComponent(kept.slice(-MOST_KEYS))}`, { cache: "no-store" });
  if (answer.status !== 200) return void (asked += isShut() ? 0 : REFUSED_FOR);
  const { now, keys, day } = await answer.json();
  const opened = new Map(await Promise.all(Object.entries(keys).map(imported)));
  ahead = day - Math.floor(Date.now() / DAY);
  if (isShut() || isWiped) return;
  ring = { now, keys: opened };
  inHand.add(now);
}

// The keys of this person, also those of earlier sign-ins whose copies lie here; nothing for whoever may have none.
export async function askForKeys() {
  if (ring || isWiped || isShut() || (!asking && Date.now() - asked < ASK_AGAIN)) return;
  asked = Date.now();
  asking ??= all()
    .then((records) => fetchKeys(kidsOf(records)))
    .finally(() => (asking = null));
  await asking;
}

// Its own id, key and day are sealed with it, so that no copy can be put in the place of another.
const bound = ({ id, kid, on }) => new TextEncoder().encode(`${id}/${kid}/${on}`);

async function sealed(id, words, { now, keys }) {
  const record = { id, kid: now, on: today(), iv: crypto.getRandomValues(new Uint8Array(12)) };
  const text = JSON.stringify(words);
  const padded = new TextEncoder().encode(text.padEnd(Math.ceil(text.length / BLOCK) * BLOCK));
  const how = { name: "AES-GCM", iv: record.iv, additionalData: bound(record) };
  return { ...record, sealed: await crypto.subtle.encrypt(how, keys.get(now), padded) };
}

async function unsealed(record, { keys }) {
  const how = { name: "AES-GCM", iv: record.iv, additionalData: bound(record) };
  const text = await crypto.subtle.decrypt(how, keys.get(record.kid), record.sealed);
  return { ...JSON.parse(new TextDecoder().decode(text)), id: record.id };
}

export async function put(id, words) {
  const before = ring;
  const record = await sealed(id, words, before);
  if (ring !== before) throw new Error("locked");
  await change((copies) => copies.put(record));
}

// Everything of this person that opens; what is too old or damaged goes, and what is another's is left alone.
export async function found() {
  await askForKeys();
  const records = await all();
  const old = ring ? records.filter(({ on }) => !(today() - on <= MOST_DAYS)) : [];
  const mine = records.filter((record) => ring?.keys.has(record.kid) && !old.includes(record));
  const opened = await Promise.all(mine.map((record) => unsealed(record, ring).catch(() => null)));
  const gone = [...old, ...mine.filter((_, at) => !opened[at])].map(({ id }) => id);
  if (gone.length && !isShut()) await remove(...gone);
  return opened.filter(Boolean).sort((one, other) => one.at - other.at);
}

// Before signing out: nothing of this person stays here.
export async function wipe() {
  asked = 0;
  await askForKeys();
  const records = await all();
  const kids = [...(ring?.keys.keys() ?? [])];
  ring = null;
  isWiped = true;
  await isGone(records, kids);
}

// At once, not with the first words: they may be the last before the line is gone.
askForKeys().catch(() => null);
