// What a tab remembers for itself across its pages: a mark, never words. Where storage is full or forbidden it forgets.
function attempt(act) {
  try {
    return act(sessionStorage);
  } catch {
    return null;
  }
}

export const recall = (name) => attempt((storage) => storage.getItem(name)) ?? "";
export const note = (name, value) => attempt((storage) => (value ? storage.setItem(name, value) : storage.removeItem(name)));
