// What was typed and is not yet known to be on the server: when to send, when to send again.
// No React, no page, no storage: the sealed copy on the device (device_copy.js) is put beside it.
const QUIET = 600;
const LATEST = 1500;
const AGAIN = [2500, 5000, 10000, 20000];
const DOUBT = 3000;
const MOST_IN_FLIGHT = 8;

export class Unsaved {
  // send(field, value, base, writer, seq) hands one change to the server; isOnline() is false while there is no line.
  constructor({ send, isOnline, writer, now = Date.now }) {
    Object.assign(this, { send, isOnline, writer, now, fields: new Map(), seq: 0 });
  }

  // What a page that is gone had not saved: sent as that page would have, so that another device's words are kept beside.
  // What is typed after it is this page's own: the one that is gone may have sent more than its copy tells.
  restored(field, { value, base, writer, seq }, version) {
    const at = this.now();
    const flight = { seq, value, base, writer, at, tries: 0 };
    this.fields.set(field, { version, value, flight, waits: false, first: 0, since: at, verdict: "" });
    this.send(field, value, base, writer, seq);
  }

  // Every field with something in it that is not acknowledged, as it would be sent now.
  open() {
    const waiting = ({ value, version }) => ({ value, base: version, seq: this.seq + 1, writer: this.writer });
    return [...this.fields]
      .filter(([, found]) => found.waits || found.flight || found.refused)
      .map(([field, found]) => ({
        field,
        isRefused: Boolean(found.refused),
        ...(found.waits ? waiting(found) : (found.flight ?? found.refused)),
      }));
  }

  version(field) {
    return this.fields.get(field)?.version ?? -1;
  }

  isWaiting(field) {
    const found = this.fields.get(field);
    return Boolean(found && (found.flight || found.waits || found.refused));
  }

  // `value` is undefined for something that cannot be sent yet, such as half a number.
  typed(field, value, version) {
    const at = this.now();
    const found = this.fields.get(field) ?? { version, first: 0, flight: null, waits: false, verdict: "" };
    // Left as it was refused, it would be refused again.
    if (found.refused && value === found.refused.value) return;
    found.refused = null;
    if (value !== undefined && value === this.#known(found)) return this.#calm(found);
    if (!this.isWaiting(field)) found.version = Math.max(found.version, version);
    found.first ||= at;
    found.since ||= at;
    found.due = Math.min(at + QUIET, found.first + LATEST);
    Object.assign(found, { value, waits: true, verdict: "" });
    this.fields.set(field, found);
  }

  hurry(field) {
    for (const [name, found] of this.fields) if (field === undefined || name === field) found.due = 0;
    this.tick();
  }

  // The page may be gone in a moment: everything goes out, also what is newer than a save in flight.
  sendAll() {
    for (const [name, found] of this.fields) if (found.waits && found.value !== undefined) this.#launch(name, found);
  }

  tick() {
    const at = this.now();
    let flying = [...this.fields.values()].filter((found) => found.flight).length;
    for (const [name, found] of this.fields) {
      if (found.flight) this.#again(name, found, at);
      else if (found.waits && found.value !== undefined && found.due <= at && flying < MOST_IN_FLIGHT) {
        this.#launch(name, found);
        flying += 1;
      }
    }
  }

  // `saved` maps a field to [seq, version, verdict]; it is cumulative, so old news is passed over.
  acknowledged(writer, saved) {
    for (const [name, [seq, version, verdict]] of Object.entries(saved ?? {})) {
      const found = this.fields.get(name);
      if (!found?.flight || found.flight.seq !== seq || found.flight.writer !== writer) continue;
      if (verdict === "gone") this.fields.delete(name);
      // Not sent again as they are; they stay in the page, and what is written next is sent.
      if (verdict === "refused") Object.assign(found, { refused: found.waits ? null : found.flight, flight: null });
      if (verdict === "gone" || verdict === "refused") continue;
      Object.assign(found, { known: found.flight.value, version, flight: null, since: found.waits ? found.first : 0 });
      if (verdict !== "saved" && !found.waits) found.verdict = verdict;
    }
    this.tick();
  }

  // The page shows what the server has: nothing is open any more, also what was kept elsewhere.
  settled(field, value, version) {
    const found = this.fields.get(field);
    if (found) Object.assign(found, { known: value, version, verdict: "" });
  }

  // Words of another page of the same person are the newest on the server, and now stand here too.
  learned(field, value, version) {
    const found = this.fields.get(field) ?? { first: 0, since: 0, flight: null, waits: false };
    this.fields.set(field, Object.assign(found, { known: value, version, verdict: "" }));
  }

  // "saved" | "saving" | "unsaved" | "elsewhere": the worst of all fields.
  standing() {
    const all = [...this.fields.values()];
    const open = all.filter((found) => found.waits || found.flight || found.refused);
    const doubt = this.now() - DOUBT;
    if (open.some((found) => found.since <= doubt || found.value === undefined)) return "unsaved";
    if (all.some((found) => found.verdict)) return "elsewhere";
    return open.length ? "saving" : "saved";
  }

  isClean() {
    return this.standing() === "saved";
  }

  // What the server has, or will have once the save in flight arrives.
  #known({ flight, known }) {
    if (flight) return flight.value;
    return known;
  }

  // Typed back to what is known already: nothing to send.
  #calm(found) {
    Object.assign(found, { waits: false, first: 0, since: found.flight ? found.since : 0 });
  }

  #launch(name, found) {
    const { writer } = this;
    found.flight = { seq: ++this.seq, value: found.value, base: found.version, writer, at: this.now(), tries: 0 };
    Object.assign(found, { waits: false, first: 0 });
    this.send(name, found.value, found.version, writer, found.flight.seq);
  }

  #again(name, found, at) {
    const { flight } = found;
    const pause = AGAIN[Math.min(flight.tries, AGAIN.length - 1)];
    if (at - flight.at < pause || !this.isOnline()) return;
    Object.assign(flight, { at, tries: flight.tries + 1 });
    this.send(name, flight.value, flight.base, flight.writer, flight.seq);
  }
}
