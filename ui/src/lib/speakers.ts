// Who said a quotation, which several people may have done together.

import type { EntityRef, QuotationView } from "./backend/types";
import { listed } from "./format";
import { text } from "./text";

/** Returns all who said it, in the order of the text. */
export function speakersOf({ speaker, otherSpeakers }: QuotationView): EntityRef[] {
  return speaker ? [speaker, ...otherSpeakers] : [];
}

/** Returns whether the entity said it, alone or with others. */
export function isSaidBy(quotation: QuotationView, id: string): boolean {
  return speakersOf(quotation).some((speaker) => speaker.id === id);
}

/** Returns who said it, as shown; `unknown` where the text tells nobody. */
export function saidBy(quotation: QuotationView, unknown: string = text.quotes.unattributed): string {
  const names = speakersOf(quotation).map(({ name }) => name);
  if (names.length > 0) return listed.format(names);
  return quotation.unnamed ? text.quotes.unnamed : (quotation.speakerText ?? unknown);
}

/** Returns who said it where there is little room. */
export function saidByInShort(quotation: QuotationView, unknown: string): string {
  const [first, ...others] = speakersOf(quotation);
  return others.length > 1 ? text.quotes.andOthers(first.name, others.length) : saidBy(quotation, unknown);
}

/** Returns whether somebody is told who is not certain. */
export function isDoubtful(quotation: QuotationView): boolean {
  return !quotation.certain && (quotation.speaker !== null || quotation.speakerText !== null);
}

/** Returns the names of all who said it and the words between, as shown. */
export function nameParts(quotation: QuotationView): Array<{ text: string; id: string | null }> {
  const all = speakersOf(quotation);
  let n = 0;
  return listed.formatToParts(all.map(({ name }) => name)).map(({ type, value }) => {
    return { text: value, id: type === "element" ? all[n++].id : null };
  });
}

/** Returns what two quotations of the same speakers have in common; empty where the text tells nobody. */
export function speakerKey(quotation: QuotationView): string {
  const ids = speakersOf(quotation).map(({ id }) => id);
  return ids.length > 0 ? ids.join(" ") : (quotation.speakerText ?? "");
}
