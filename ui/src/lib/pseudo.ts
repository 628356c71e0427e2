// A made-up language 40 % longer than English, to find text that clips.

const accents: Record<string, string> = { a: "á", e: "é", i: "í", o: "ö", u: "ü", y: "ý", c: "ç", n: "ñ", s: "š", A: "Á", E: "É", O: "Ö", S: "Š" };

/** Returns `words` with accents and 40 % more letters. */
export function pseudoWords(words: string): string {
  const accented = words.replace(/[a-zA-Z]/g, (letter) => accents[letter] ?? letter);
  return `${accented}${"~".repeat(Math.ceil(words.length * 0.4))}`;
}

/** Returns a copy of `catalogue` whose every text is lengthened. */
export function pseudoLocale<T>(catalogue: T): T {
  return lengthen(catalogue) as T;
}

function lengthen(entry: unknown): unknown {
  if (typeof entry === "string") return pseudoWords(entry);
  if (typeof entry === "function") return (...args: unknown[]) => pseudoWords(String(entry(...args)));
  if (typeof entry !== "object" || entry === null) return entry;
  return Object.fromEntries(Object.entries(entry).map(([key, value]) => [key, lengthen(value)]));
}
