// Whom or what a single mention may name: others of the article, of the archive, or somebody new.

import type { Backend } from "../backend";
import type { ArticleEntityView, KindView, NameView } from "../backend/types";
import { text } from "../text";
import { beginsLike } from "./begins";

/** One whom a mention may name. */
export interface Mentioned {
  key: string;
  is: NameView;
  detail: string;
}

const nShown = 6;

/** Returns how to find those whom a mention of `name` may name instead, by what is typed; without it, those of the article who share a word of the name. */
export function whoIsMentioned(backend: Backend, name: ArticleEntityView, articleId: string): (typed: string) => Promise<Mentioned[]> {
  return async (typed) => {
    const { entities } = await backend.article(articleId, null);
    const others = entities.filter(({ id }) => id !== name.id);
    const here = others.filter((one) => (typed ? [one.name, ...one.aliases].some((called) => beginsLike(called, typed)) : sharesWord(one, name)));
    const found = here.map((one) => ({ key: one.id, is: one, detail: text.corrections.here }));
    if (!typed) return found.slice(0, nShown);
    const known = new Set([name.id, ...found.map(({ key }) => key)]);
    const { rows } = await backend.entities({ words: typed, sort: "articles", limit: nShown + known.size, offset: 0, request: 0 });
    const elsewhere = rows.filter(({ id }) => !known.has(id)).map((row) => ({ key: row.id, is: row, detail: row.role ?? text.kinds[row.kind] }));
    const all = [...found, ...elsewhere].slice(0, nShown);
    const kinds = (["person", "organisation", "place"] as KindView[]).sort((a, b) => Number(b === name.kind) - Number(a === name.kind));
    const isTaken = (kind: KindView): boolean => [name, ...entities, ...rows].some((one) => one.kind === kind && one.name.toLowerCase() === typed.toLowerCase());
    const fresh = kinds.filter((kind) => !isTaken(kind)).map((kind) => ({ key: `new-${kind}`, is: { kind, name: typed }, detail: text.corrections.newOfKind[kind] }));
    // Two of one full name in one article are told apart by what stands behind it.
    if (typed.toLowerCase() === name.name.toLowerCase()) {
      fresh.unshift({ key: "another", is: { kind: name.kind, name: text.corrections.another(name.name) }, detail: text.corrections.anotherWhy });
    }
    return [...all, ...fresh];
  };
}

function sharesWord(one: ArticleEntityView, other: ArticleEntityView): boolean {
  return one.name.split(/\s+/u).some((word) => word.length > 2 && other.name.split(/\s+/u).includes(word));
}
