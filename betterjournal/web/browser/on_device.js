// Between the keeper of one entry and its copies on the device, whose script comes when the page is already there.
import { controlsOf, isDrawnWith, typeAgain, typedIn, valueOf, versionOf } from "./fields.js";

const WHERE_CLIENTS_WRITE = /^\/(today|journal)\b/;
let script = null;

// Who asks that words be kept beside those of this writer, and never in their place.
export const besideName = (writer) => (writer.endsWith("-again") ? writer : `${writer}-again`);

function load() {
  script ??= import("./device_copy.js");
  script.catch(() => (script = null));
  return script;
}

// There at once, with the key: the first words may be the last before the line is gone.
if (typeof document !== "undefined" && WHERE_CLIENTS_WRITE.test(location.pathname)) load();

export class OnDevice {
  // `copies` are those of the same page before it was locked.
  constructor(entry, root, unsaved, copies = null) {
    Object.assign(this, { root, unsaved, copies, isGone: false });
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
    this.copies?.keep(this.unsaved.open(), (field) => typedIn(this.root, field), how);
  }

  standing() {
    const standing = this.unsaved.standing();
    const open = this.unsaved.open();
    // What the server refused is not "saved when you are back online".
    const isOnItsWay = standing === "unsaved" && !open.some(({ isRefused }) => isRefused);
    return isOnItsWay && this.copies?.holds(open) ? "kept" : standing;
  }

  // When the page goes. One that was only locked keeps its copies for when it is opened again.
  leave(isLocked) {
    this.isGone = true;
    // The last letters too, or an older copy would ask to be chosen from when the page is opened again.
    this.copies?.keep(this.unsaved.open(), (field) => typedIn(this.root, field), { hurry: true });
    if (!isLocked) this.copies?.close();
    return this.copies;
  }

  // A copy waits until nothing else of its field is on its way: of two pages that are gone the later words stand last.
  #putBack() {
    const at = this.copies?.waiting.findIndex(({ field }) => !this.unsaved.isWaiting(field)) ?? -1;
    if (at < 0) return;
    const [found] = this.copies.waiting.splice(at, 1);
    const { field, controls, value } = found;
    // The server has had newer words since: as somebody else's they lie beside them, and overwrite nothing.
    const isBehind = versionOf(this.root, field) > found.base;
    const words = isBehind ? { ...found, writer: besideName(found.writer) } : found;
    this.copies.adopt(words);
    // The server had them already, only its answer did not come: nothing is put back over what was written since.
    if (isBehind && isDrawnWith(this.root, field, controls)) return;
    if (controlsOf(this.root, field).length && valueOf(this.root, field) === value) return;
    typeAgain(this.root, field, controls);
    this.unsaved.restored(field, words, versionOf(this.root, field));
  }
}
