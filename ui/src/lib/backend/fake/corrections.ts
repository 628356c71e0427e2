// The invented core's answers about corrections.

import type { Backend } from "../backend";
import type { CorrectionView, NameView, QuotationView, Run } from "../types";
import { people } from "./people";
import type { World } from "./world";

type Corrections = Pick<
  Backend,
  "correctQuotation" | "decideName" | "decideNames" | "decideMention" | "corrections" | "removeCorrection" | "exportCorrections" | "importCorrections"
>;

/** Returns the answers about what the reader corrects. */
export function fakeCorrections(world: World): Corrections {
  let made: CorrectionView[] = [];
  const blank = { kind: null, name: null, to: null, around: null, articleId: null, headline: null, made: "2026-05-01T12:00:00.000Z", applied: true };

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
    decideMention: async (articleId, { at, end, is, onwards }) => {
      const { view } = world.find(articleId);
      const from = view.entities.findIndex(({ mentions }) => mentions.some((mention) => mention.at < end && at < mention.end));
      if (from < 0) throw { code: "not_found", message: "This is not there any more.", details: articleId };
      const { entities, blocks } = view;
      const moved = entities[from].mentions.filter((mention) => (onwards ? mention.at >= at : mention.at < end && at < mention.end));
      const known = is ? entities.findIndex(({ name, kind }) => name === is.name && kind === is.kind) : -1;
      const to = known < 0 ? entities.length : known;
      const other = is && (entities[known] ?? { ...entities[from], ...is, id: `e-${is.name}`, aliases: [], roles: [], mentions: [], nQuotations: 0 });
      const after = entities.with(from, { ...entities[from], mentions: entities[from].mentions.filter((mention) => !moved.includes(mention)) });
      if (other) after[to] = { ...other, mentions: [...other.mentions, ...moved] };
      const isMoved = (run: Run): boolean => moved.some((mention) => mention.at <= run.at && run.at < mention.end);
      const named = (run: Run): Run => (isMoved(run) ? { ...run, entity: is && to, kind: is && is.kind } : run);
      const redrawn = blocks.map((block) => ({ ...block, runs: block.runs.map(named) }));
      const listed = moved.map((mention): CorrectionView => {
        const { words } = mention;
        return { ...blank, id: `c-${mention.at}`, what: is ? "mention" : "noMention", words, around: `so ${words} said`, name: is, articleId, headline: view.label };
      });
      keep("decide_mention", listed, () => Object.assign(view, { entities: after, blocks: redrawn }), () => Object.assign(view, { entities, blocks }));
    },
    corrections: async () => made,
    removeCorrection: async (id) => {
      made = made.filter((other) => other.id !== id);
    },
    exportCorrections: async () => "/home/reader/corrections.txt",
    importCorrections: async () => ({ added: 2, updated: 1, unchanged: 0 }),
  };
}
