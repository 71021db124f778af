// Dates, clock times, counts and numbers in words. Dates arrive local to the practice, so no time zone is applied.
const LOCALES = { en: "en-CA", fr: "fr-CA" };
const formatters = new Map();

function part(iso, language, name, style) {
  const key = language + name;
  if (!formatters.has(key))
    formatters.set(key, new Intl.DateTimeFormat(LOCALES[language], { [name]: style, timeZone: "UTC" }));
  return formatters.get(key).format(new Date(iso.slice(0, 10) + "T00:00Z"));
}

const numeral = (iso, language) => {
  const number = Number(iso.slice(8, 10));
  return language === "fr" && number === 1 ? "1er" : String(number);
};

const isDate = (iso) => /^\d{4}-\d{2}-\d{2}/.test(iso ?? "");

export const dayName = (iso, language) => (isDate(iso) ? part(iso, language, "weekday", "long") : "");

export function shortDate(iso, language) {
  if (!isDate(iso)) return "";
  const year = iso.slice(0, 4) === String(new Date().getFullYear()) ? "" : ` ${iso.slice(0, 4)}`;
  return `${numeral(iso, language)} ${part(iso, language, "month", "long")}${year}`;
}

export const dateInWords = (iso, language) =>
  isDate(iso) ? `${dayName(iso, language)}${language === "fr" ? "" : ","} ${shortDate(iso, language)}` : "";

export function monthName(iso, language) {
  return isDate(iso) ? `${part(iso, language, "month", "long")} ${iso.slice(0, 4)}` : "";
}

export function clockTime(iso, language) {
  const found = /(\d{1,2}):(\d{2})/.exec(iso ?? "");
  if (!found) return "";
  return language === "fr" ? `${Number(found[1])} h ${found[2]}` : `${found[1]}:${found[2]}`;
}

export const isOne = (count, language) => (language === "fr" ? count >= 0 && count < 2 : count === 1);

// A number as it is stored, in the figures of the language; minutes that are told as hours like everywhere else.
export function figure(value, hours, language) {
  const number = Number(value);
  if (hours && number >= 0) {
    const minutes = Math.round(number);
    if (minutes < 60) return `${minutes}\u00a0min`;
    return `${Math.floor(minutes / 60)}\u00a0h\u00a0${String(minutes % 60).padStart(2, "0")}`;
  }
  return new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 2 }).format(number);
}
