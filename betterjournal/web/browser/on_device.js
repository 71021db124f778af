// Between the keeper of one entry and its copies on the device, whose script comes when the page is already there.
import { addEvents, onLoadInternalEvent } from "$/utils/context";
import { controlsOf, typeAgain, typedIn, valueOf, versionOf } from "./fields.js";
import { WHERE_CLIENTS_WRITE } from "./halfway.js";

const AGAIN = 5000;
let script = null;

function load() {
  script ??= import("./device_copy.js");
  script.catch(() => (script = null));
  return script;
}

// There at once, with the key: the first words may be the last before the line is gone.
if (typeof document !== "undefined" && WHERE_CLIENTS_WRITE.test(location.pathname)) load();

export class OnDevice {
  // `before` is the same of this page before it was locked: its copies, and what the server was being asked about.
  constructor(entry, root, unsaved, before = null) {
    const { copies = null, asked = new Map() } = before ?? {};
    Object.assign(this, { root, unsaved, copies, asked, isGone: false });
    this.#open(entry).catch(() => null);
  }

  async #open(entry) {
    const { Copies } = await load();
    // Without locks two pages could be one writer.
    if (this.isGone || !navigator.locks) return;
    this.copies ??= new Copies(entry);
    await this.copies.recover(this.unsaved.writer);
  }

  keep(how) {
    this.#putBack();
    this.#askAgain();
    this.copies?.keep(this.#held(), (field) => typedIn(this.root, field), how);
  }

  standing() {
    const standing = this.unsaved.standing();
    const open = this.unsaved.open();
    // What the server refused is not "saved when you are back online".
    if (standing === "saved" && [...this.asked.values()].some(({ at }) => at < Infinity)) return "saving";
    if (standing !== "unsaved" || !this.copies?.holds(open)) return standing;
    return open.some(({ isRefused }) => isRefused) ? "refused" : "kept";
  }

  // When the page goes. One that was only locked keeps its copies for when it is opened again.
  leave(isLocked) {
    this.isGone = true;
    // The last letters too, and nothing that is saved, or an older copy would lie here when the page is opened again.
    this.copies?.keep(this.#held(), (field) => typedIn(this.root, field), { hurry: true });
    if (!isLocked) this.copies?.close();
  }

  // The server told of words that it was asked about. The newest come into the page; others lie beside what stands there.
  acknowledged(writer, saved) {
    for (const [field, [seq, version, verdict]] of Object.entries(saved ?? {})) {
      const words = this.asked.get(`${writer}/${field}`);
      if (words?.seq !== seq) continue;
      // What is refused stays on the device, to be given back on another page.
      if (verdict === "refused") words.at = Infinity;
      else this.asked.delete(`${writer}/${field}`);
      if (verdict === "elsewhere") addEvents(onLoadInternalEvent());
      if (verdict !== "saved" || version <= this.#version(field) || this.unsaved.isWaiting(field)) continue;
      typeAgain(this.root, field, words.controls);
      this.unsaved.learned(field, words.value, version);
    }
  }

  #held() {
    return [...this.unsaved.open(), ...this.asked.values()];
  }

  // A save is acknowledged without the page being drawn anew.
  #version(field) {
    return Math.max(versionOf(this.root, field), this.unsaved.version(field));
  }

  // A copy waits until nothing else of its field is on its way: of two pages that are gone the later words stand last.
  #putBack() {
    const at = this.copies?.waiting.findIndex(({ field }) => !this.unsaved.isWaiting(field)) ?? -1;
    if (at < 0) return;
    const [words] = this.copies.waiting.splice(at, 1);
    const { field, controls, value, writer, base } = words;
    this.copies.adopt(words);
    if (controlsOf(this.root, field).length && valueOf(this.root, field) === value) return;
    if (this.#version(field) > base) return void this.asked.set(`${writer}/${field}`, { ...words, at: 0 });
    typeAgain(this.root, field, controls);
    this.unsaved.restored(field, words, versionOf(this.root, field));
  }

  // The server has had other words since: it alone knows whether these came before them on the same page, and nothing
  // that stands in the page is touched until it said so.
  #askAgain() {
    for (const words of this.asked.values()) {
      if (Date.now() - words.at < AGAIN || !this.unsaved.isOnline()) continue;
      words.at = Date.now();
      this.unsaved.send(words.field, words.value, words.base, words.writer, words.seq);
    }
  }
}
