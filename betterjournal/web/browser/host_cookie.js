// A cookie for scripts to read, never with words in it: bound to its host over https, and kept for the whole site.
const YEAR = 31536000;
const isBound = () => location.protocol === "https:";
const named = (name) => (isBound() ? `__Host-${name}` : name);

export const recallCookie = (name) => new RegExp(`(?:^|; )${named(name)}=([\\w.]+)`).exec(document.cookie)?.[1] ?? "";

// "" takes it away.
export function noteCookie(name, value) {
  const secure = isBound() ? "; Secure" : "";
  document.cookie = `${named(name)}=${value}; Path=/; Max-Age=${value ? YEAR : 0}; SameSite=Lax${secure}`;
}
