// The records on this device, each sealed by device_store.js: written, listed and taken away without any key.
const NAME = "device-copies";
// So many keys are asked about at once.
export const MOST_KEYS = 20;
// What is gone from here, said by one page of this browser to all the others.
const channel = typeof document !== "undefined" && "BroadcastChannel" in window ? new BroadcastChannel(NAME) : null;
const hearers = new Set();
// The ids of the keys that this page has.
export const inHand = new Set();
// Ids of keys and nothing else: no other site can speak here.
if (channel) channel.onmessage = ({ data }) => Array.isArray(data?.gone) && hearers.forEach((each) => each(data.gone));

// Calls back with the ids of keys whose records another page took away; returns how to stop that.
export function hear(each) {
  hearers.add(each);
  return () => hearers.delete(each);
}

const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = request.onblocked = () => reject(request.error);
  });

let opening = null;

function storage() {
  if (opening) return opening;
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => request.result.createObjectStore("copies", { keyPath: "id" });
  opening = done(request);
  opening.catch(() => (opening = null));
  return opening;
}

// Resolves when it is on the disk.
export async function change(act) {
  const transaction = (await storage()).transaction("copies", "readwrite", { durability: "strict" });
  act(transaction.objectStore("copies"));
  // Now: the page may be gone before it would do so by itself.
  transaction.commit();
  await new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}

export const all = async () => done((await storage()).transaction("copies").objectStore("copies").getAll());
export const remove = (...ids) => change((copies) => ids.forEach((id) => copies.delete(id)));
export const kidsOf = (records) => [...new Set(records.map(({ kid }) => kid))];

// Every page hears it first: none may say that it keeps what is being taken away, or put it back.
export async function isGone(records, kids) {
  if (!kids.length) return;
  channel?.postMessage({ gone: kids });
  hearers.forEach((each) => each(kids));
  const ids = records.filter(({ kid }) => kids.includes(kid)).map(({ id }) => id);
  if (ids.length) await remove(...ids);
}

// After a sign-out, whoever did it and wherever: what the server destroyed the key of opens for nobody, and goes.
export async function sweep() {
  const names = await indexedDB.databases?.();
  const records = names?.some(({ name }) => name === NAME) === false ? [] : await all();
  const asked = [...new Set([...inHand, ...kidsOf(records)])].slice(0, MOST_KEYS);
  if (!asked.length) return;
  const answer = await fetch(`/device-key/gone?kept=${encodeURIComponent(asked)}`, { cache: "no-store" });
  if (answer.status === 200) await isGone(records, (await answer.json()).gone);
}
