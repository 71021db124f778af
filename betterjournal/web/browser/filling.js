// Fills a form in one press: a plan to begin from, and a kept phrase into the note. What somebody typed stays.
export function fill(form, words, typed) {
  for (const [name, value] of Object.entries(words)) {
    const control = form.elements[name];
    if (control && !typed.has(name)) control.value = value || (name === "repeat" ? "once" : "");
  }
  // The days go with how often.
  if (!typed.has("repeat")) for (const day of days(form)) day.checked = (words.weekdays ?? "").includes(day.name.slice(4));
}

const days = (form) => form.querySelectorAll("input[name^=day_]");

// The plan of a favourite or of last time; returns what it carries on from.
export function begin(form, button, typed) {
  const { worksheet, continues, words } = JSON.parse(button.dataset.start);
  const radio = form.querySelector(`input[name=worksheet][value="${CSS.escape(worksheet)}"]`);
  if (radio) radio.checked = true;
  fill(form, words, typed);
  for (const each of form.querySelectorAll("[data-start]")) each.setAttribute("aria-pressed", each === button);
  return continues;
}

// Where the cursor stands in the note, else at its end; the first words of a note say its language.
export function insert(form, button) {
  const { note, note_language: language } = form.elements;
  const isFirst = !note.value.trim();
  const at = note.dataset.touched ? note.selectionEnd : note.value.length;
  const gap = isFirst || /\s$/.test(note.value.slice(0, at)) ? "" : " ";
  note.setRangeText(gap + button.dataset.phrase, isFirst ? 0 : at, isFirst ? note.value.length : at, "end");
  if (isFirst) language.value = note.lang = button.lang;
  note.focus();
  note.dispatchEvent(new Event("input", { bubbles: true }));
}

// The words marked in the note, else all of it.
export function marked(note) {
  return note.value.slice(note.selectionStart, note.selectionEnd).trim() || note.value.trim();
}
