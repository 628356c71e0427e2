// Months in a row, with those that have nothing.

export interface Month {
  month: string;
  n: number;
}

/** Returns every month from the first to the last of `months`, 0 where there is none. Years alone count in January. */
export function everyMonth(months: readonly Month[]): Month[] {
  const counts = new Map<string, number>();
  for (const { month, n } of months) {
    if (!/^\d{4}(-\d{2})?$/.test(month)) continue;
    const key = month.length === 4 ? `${month}-01` : month;
    counts.set(key, (counts.get(key) ?? 0) + n);
  }
  const keys = [...counts.keys()].sort();
  const [first, last] = [keys[0], keys.at(-1)];
  if (first === undefined || last === undefined) return [];
  const all: Month[] = [];
  let [year, month] = first.split("-").map(Number);
  for (let key = first; key <= last; ) {
    all.push({ month: key, n: counts.get(key) ?? 0 });
    month += 1;
    if (month > 12) [year, month] = [year + 1, 1];
    key = `${year}-${String(month).padStart(2, "0")}`;
  }
  return all;
}
