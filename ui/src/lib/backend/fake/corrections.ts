// The invented core's answers about corrections.

import type { Backend } from "../backend";
import type { CorrectionView, NameView, QuotationView } from "../types";
import { people } from "./people";
import type { World } from "./world";

type Corrections = Pick<
  Backend,
  "correctQuotation" | "decideName" | "decideNames" | "corrections" | "removeCorrection" | "exportCorrections" | "importCorrections"
>;

/** Returns the answers about what the reader corrects. */
export function fakeCorrections(world: World): Corrections {
  let made: CorrectionView[] = [];
  const blank = { kind: null, name: null, to: null, articleId: null, headline: null, made: "2026-05-01T12:00:00.000Z", applied: true };

  const keep = (action: string, corrections: CorrectionView[], redo: () => void, undo: () => void): void => {
    const before = made;
    world.change(
      action,
      corrections.length === 1 ? corrections[0].articleId : null,
      () => {
        made = [...corrections, ...before];
        redo();
      },
      () => {
        made = before;
        undo();
      },
    );
  };

  return {
    correctQuotation: async (id, correction) => {
      const before = world.quotations().find((other) => other.id === id);
      if (!before) throw { code: "not_found", message: "This is not there any more.", details: id };
      const { view } = world.find(before.articleId);
      const put = (after: QuotationView | null): void => {
        view.quotations = view.quotations.flatMap((other) => (other.id === id ? (after ? [after] : []) : [other]));
        if (after && !view.quotations.some((other) => other.id === id)) view.quotations = [...view.quotations, after];
      };
      const name = correction.what === "speaker" ? correction.speaker : null;
      const speaker = name && { ...name, id: `e-${Object.keys(people).find((key) => people[key].name === name.name) ?? name.name}` };
      const after = { ...before, speaker, yours: true, certain: true, confidence: 1, reason: "You said so on 1 May 2026." };
      const listed = { ...blank, id: `c-${id}`, what: correction.what, words: before.words, name, articleId: view.id, headline: view.label };
      keep("correct_quotation", [listed], () => put(correction.what === "notAQuotation" ? null : after), () => put(before));
    },
    decideName: async (name, articleId, is) => {
      const listed = { ...blank, id: `c-${name.name}`, what: is ? "name" : "noName", words: name.name, kind: name.kind, name: is, articleId } as const;
      const [key, person] = Object.entries(people).find(([, other]) => other.name === name.name) ?? [];
      const call = (now: string, decided: string[]): void => {
        if (!key || !person) return;
        person.name = now;
        world.decided.set(key, decided);
      };
      keep("decide_name", [listed], () => call(is?.name ?? name.name, is ? [name.name] : []), () => call(name.name, []));
    },
    decideNames: async (names, correction) => {
      const is = (name: NameView): NameView | null =>
        correction.what === "noName" ? null : correction.what === "same" ? correction.is : { kind: correction.kind, name: name.name };
      const listed = names.map((name) => ({ ...name, to: is(name) })).filter(({ kind, name, to }) => to?.kind !== kind || to.name !== name);
      const what = correction.what === "noName" ? "noName" : "name";
      const all = listed.map(({ kind, name, to }): CorrectionView => ({ ...blank, id: `c-${name}`, what, words: name, kind, name: to }));
      keep("decide_names", all, () => undefined, () => undefined);
      return all.length;
    },
    corrections: async () => made,
    removeCorrection: async (id) => {
      made = made.filter((other) => other.id !== id);
    },
    exportCorrections: async () => "/home/reader/corrections.txt",
    importCorrections: async () => ({ added: 2, updated: 1, unchanged: 0 }),
  };
}
