// What the server has not acknowledged, kept sealed on this device in case the page dies. While a page lives its copies are
// its own; after it they are given to whichever page opens the entry, to be sent as that page would have sent them.
import { hear, remove } from "./device_records.js";
import { askForKeys, found, isOpen, put } from "./device_store.js";

const PACE = 400;
const LATE = 1500;
const AGAIN = 10000;

export class Copies {
  constructor(entry) {
    const lists = { kept: new Map(), writers: new Set(), held: new Set(), known: new Set(), waiting: [] };
    Object.assign(this, { entry, ...lists, isWell: true, isClosed: false });
    this.closed = new Promise((close) => (this.close = close)).then(() => (this.isClosed = true));
    // Taken off the device by another page: with the next key all of it is written down again.
    const stop = hear(() => this.kept.forEach((copy) => (copy.value = null)));
    this.closed.then(stop);
  }

  // Puts each copy of a page that is gone into `waiting`; while that page lives its copies are its own. What was found
  // as this page locked waits on: it is asked for again when the page is open.
  async recover(writer) {
    this.writer = writer;
    this.own(writer);
    if (this.isClosed) return;
    for (const { writer: other } of await this.#here()) this.own(other);
    await this.#gather();
    // The key was not to be had: without a line, perhaps.
    if (!isOpen()) setTimeout(() => this.recover(writer).catch(() => null), AGAIN);
  }

  // One page at a time writes as this writer.
  own(writer) {
    if (this.writers.has(writer)) return;
    this.writers.add(writer);
    navigator.locks.request(`keeper/${writer}`, async () => {
      this.held.add(writer);
      await this.#gather().catch(() => null);
      await this.closed;
    });
  }

  async #here() {
    return (await found()).filter(({ entry }) => entry === this.entry);
  }

  async #gather() {
    for (const words of await this.#here()) {
      if (words.writer === this.writer || !this.held.has(words.writer) || this.known.has(words.id)) continue;
      this.known.add(words.id);
      this.waiting.push(words);
    }
  }

  adopt({ id, writer, field, value }) {
    this.kept.set(`${writer}/${field}`, { id, value, behind: 0, next: 0, isBusy: false, written: null });
  }

  // `open` is what is not acknowledged now: what is new in it is written down, what is in it no longer is taken away.
  keep(open, typedIn, { hurry = false } = {}) {
    const names = new Set(open.map(({ writer, field }) => `${writer}/${field}`));
    // Behind a lock too: whoever opens it would be told of these words as somebody else's.
    for (const [name, copy] of this.kept) if (!names.has(name)) this.#drop(name, copy);
    if (!isOpen()) return void (open.length && askForKeys().catch(() => null));
    open.forEach((words) => this.#keepOne(words, typedIn, hurry));
  }

  // Whether a page that died now would leave all of it here.
  holds(open) {
    const late = Date.now() - LATE;
    const isHeld = (copy) => !copy?.behind || copy.behind > late;
    const isWhole = ({ writer, field, value }) => value !== undefined && isHeld(this.kept.get(`${writer}/${field}`));
    return isOpen() && this.isWell && open.every(isWhole);
  }

  #keepOne(words, typedIn, hurry) {
    const name = `${words.writer}/${words.field}`;
    const copy = this.kept.get(name) ?? { id: crypto.randomUUID(), value: null, behind: 0, next: 0, isBusy: false, written: null };
    this.kept.set(name, copy);
    if (words.value === undefined || copy.value === words.value) return;
    const at = Date.now();
    copy.behind ||= at;
    if (copy.isBusy || (copy.next > at && !hurry)) return;
    Object.assign(copy, { isBusy: true, next: at + PACE });
    const whole = { ...words, entry: this.entry, controls: typedIn(words.field), at };
    copy.written = this.#write(copy, whole).finally(() => (copy.isBusy = false));
  }

  async #write(copy, words) {
    try {
      await put(copy.id, words);
      Object.assign(copy, { value: words.value, behind: 0 });
      this.isWell = true;
    } catch {
      // Full, forbidden, or locked meanwhile.
      this.isWell = false;
    }
  }

  // Not before what is being written is there: it would come after, and stay.
  #drop(name, copy) {
    this.kept.delete(name);
    Promise.resolve(copy.written).then(() => remove(copy.id)).catch(() => null);
  }
}
