// Dates, clock times, counts and numbers in words. Dates arrive local to the practice, so no time zone is applied.
const LOCALES = { en: "en-CA", fr: "fr-CA" };
// By heart: with the browser's own the state of /me took 172 ms to draw on a CPU four times slower, without them 84
// (tests/web/browser/test_dates.py compares them with the list of the languages).
const MONTHS = {
  en: "January February March April May June July August September October November December",
  fr: "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
};
const WEEKDAYS = {
  en: "Sunday Monday Tuesday Wednesday Thursday Friday Saturday",
  fr: "dimanche lundi mardi mercredi jeudi vendredi samedi",
};

const month = (iso, language) => MONTHS[language].split(" ")[Number(iso.slice(5, 7)) - 1];
const weekday = (iso, language) => WEEKDAYS[language].split(" ")[new Date(`${iso.slice(0, 10)}T00:00Z`).getUTCDay()];

const numeral = (iso, language) => {
  const number = Number(iso.slice(8, 10));
  return language === "fr" && number === 1 ? "1er" : String(number);
};

const isDate = (iso) => /^\d{4}-\d{2}-\d{2}/.test(iso ?? "");

export const dayName = (iso, language) => (isDate(iso) ? weekday(iso, language) : "");

export function shortDate(iso, language) {
  if (!isDate(iso)) return "";
  const year = iso.slice(0, 4) === String(new Date().getFullYear()) ? "" : ` ${iso.slice(0, 4)}`;
  return `${numeral(iso, language)} ${month(iso, language)}${year}`;
}

export const dateInWords = (iso, language) =>
  isDate(iso) ? `${dayName(iso, language)}${language === "fr" ? "" : ","} ${shortDate(iso, language)}` : "";

export function monthName(iso, language) {
  return isDate(iso) ? `${month(iso, language)} ${iso.slice(0, 4)}` : "";
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
