// How a person's own clock and calendar say a moment, in the language of the page.

// The page's language as this person's country writes it: "en" is "en-GB" for who has asked for that.
export function locale(lang) {
  const base = lang.split("-")[0];
  return navigator.languages?.find((one) => one.split("-")[0] === base) ?? lang;
}

const LATIN = { numberingSystem: "latn" };

// 17:26, or 5:26 PM.
export const clockTime = (moment, lang) => moment.toLocaleTimeString(locale(lang), { hour: "numeric", minute: "2-digit", ...LATIN });

// 26 Nov, 17:26.
export const dayAndTime = (moment, lang) =>
  moment.toLocaleString(locale(lang), { day: "numeric", month: "short", hour: "numeric", minute: "2-digit", ...LATIN });

// 26 November 2026.
export const longDay = (moment, lang) => moment.toLocaleDateString(locale(lang), { day: "numeric", month: "long", year: "numeric", ...LATIN });
