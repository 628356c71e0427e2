// Dates, numbers and lists as the system's locale writes them.

import { text } from "./text";

const number = new Intl.NumberFormat();
const day = new Intl.DateTimeFormat(undefined, { timeZone: "UTC", day: "numeric", month: "short", year: "numeric" });
const month = new Intl.DateTimeFormat(undefined, { timeZone: "UTC", month: "short", year: "numeric" });
const longMonth = new Intl.DateTimeFormat(undefined, { timeZone: "UTC", month: "long", year: "numeric" });
/** Writes names one after another, as the locale lists them. */
export const listed = new Intl.ListFormat(undefined, { type: "conjunction" });

/** Writes `n` with the locale's separators. */
export function formatNumber(n: number): string {
  return number.format(n);
}

/** Writes a date as precise as it is known (`1987`, `1987-06`, `1987-06-14` or RFC 3339); never converts it. */
export function formatDate(date: string | null): string {
  if (date === null || date === "") return text.article.dateUnknown;
  const [, y, m, d] = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(date) ?? [];
  if (y === undefined) return date;
  if (m === undefined) return y;
  const value = Date.UTC(Number(y), Number(m) - 1, d === undefined ? 1 : Number(d));
  return (d === undefined ? month : day).format(value);
}

/** Writes what a date mentioned means: a date, a decade (`199X`) or a span (`1987-06/1987-09`). */
export function formatMeant(value: string): string {
  const decade = /^(\d{3})X$/u.exec(value);
  if (decade) return text.article.decade(`${decade[1]}0`);
  return value.split("/").map(formatDate).join(" – ");
}

/** Writes a month (`1987-06`) or year in full. */
export function formatMonth(date: string): string {
  const [y, m] = date.split("-").map(Number);
  return m === undefined ? String(y) : longMonth.format(Date.UTC(y, m - 1, 1));
}

/** Returns whether `words` are a year, a month, a day or an RFC 3339 time that exists. */
export function isPubDate(words: string): boolean {
  const [, y, m, d] = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T.+)?)?)?$/.exec(words) ?? [];
  if (y === undefined) return false;
  const [month, day] = [Number(m ?? 1), Number(d ?? 1)];
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(Number(y), month, 0)).getUTCDate();
}

/** The `datetime` attribute of a date known to any precision. */
export function machineDate(date: string | null): string | undefined {
  return date ?? undefined;
}

/** Writes a span of seconds in the largest fitting unit. */
export function formatDuration(seconds: number): string {
  const [value, unit] = seconds < 90 ? [seconds, "second"] : [seconds / 60, "minute"];
  return new Intl.NumberFormat(undefined, { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: 0 }).format(Math.max(1, value));
}

/** The cue as a row of quotations shows it: a word, not the colon of a headline. */
export function cueWord(cue: string | null): string | null {
  return cue !== null && /\p{L}/u.test(cue) ? cue : null;
}
