// What the reader corrects: who said something, what is no quotation, what a name is.

import { commandError, type Backend } from "../backend";
import type { ArticleEntityView, CorrectionView, KindView, MentionView, NamesCorrection, NameView, QuotationCorrection, QuotationView } from "../backend/types";
import { text } from "../text";
import { Answer } from "./answer.svelte";
import { beginsLike } from "./begins";
import { whoIsMentioned } from "./mentioned";
import { whyNamed } from "./named";
import type { Passages } from "./passages.svelte";
import type { Toasts } from "./toasts.svelte";

/** One way to answer a question. */
export interface Choice {
  key: string;
  label: string;
  detail: string;
  run: () => unknown;
}

/** What the reader is asked, with the answers that begin like what is typed. */
export interface Question {
  title: string;
  words: string;
  choices: (words: string) => Promise<Choice[]>;
  /** Why it is thought to be as it is, one sentence each. */
  reasons?: () => Promise<string[]>;
}

/** A name as the window shows it. */
export interface Named extends NameView {
  id: string;
}

const kinds: KindView[] = ["person", "organisation", "place"];
const nShown = 6;

function plain({ kind, name }: NameView): NameView {
  return { kind, name };
}

/** Drives corrections. */
export class Corrections {
  /** The question of the dialog that is open. */
  question = $state.raw<Question | null>(null);
  readonly list = new Answer<CorrectionView[]>();
  readonly #backend: Backend;
  readonly #passages: Passages;
  readonly #toasts: Toasts;
  readonly #onchange: () => Promise<void>;

  constructor(backend: Backend, passages: Passages, toasts: Toasts, onchange: () => Promise<void>) {
    this.#backend = backend;
    this.#passages = passages;
    this.#toasts = toasts;
    this.#onchange = onchange;
  }

  async load(): Promise<void> {
    await this.list.ask(() => this.#backend.corrections());
  }

  async remove(id: string): Promise<void> {
    await this.#change(() => this.#backend.removeCorrection(id), text.corrections.removed);
  }

  /** Corrects a quotation; returns whether that could be kept. */
  async correct({ id }: QuotationView, correction: QuotationCorrection): Promise<boolean> {
    const said = {
      notAQuotation: text.corrections.notAQuotationNow,
      unnamed: text.corrections.attributed(text.quotes.unnamed),
      nobody: text.corrections.attributed(text.quotes.unattributed),
      ends: text.corrections.endsNow,
    };
    const message = correction.what === "speaker" ? text.corrections.attributed(correction.speaker.name) : said[correction.what];
    return this.#change(() => this.#backend.correctQuotation(id, correction), message);
  }

  /** Who may have said `quotation`: those its article names, then those of the archive, then whoever is typed. */
  async speakers(quotation: QuotationView, words: string): Promise<Choice[]> {
    const typed = words.trim();
    if (typed === "") return [];
    const choose = ({ kind, name }: NameView): (() => unknown) => () => this.correct(quotation, { what: "speaker", speaker: { kind, name } });
    const choice = (id: string, name: NameView, detail: string): Choice => ({ key: id, label: name.name, detail, run: choose(name) });
    const [article, archive] = await Promise.all([
      this.#backend.article(quotation.articleId, null),
      this.#backend.entities({ words: typed, sort: "quotations", limit: nShown, offset: 0, request: 0 }),
    ]);
    const here = article.entities.filter(({ name, aliases }) => [name, ...aliases].some((one) => beginsLike(one, typed)));
    const known = new Set(here.map(({ id }) => id));
    const named = [
      ...here.map((one) => ({ ...one, detail: text.corrections.here })),
      ...archive.rows.filter(({ id }) => !known.has(id)).map((one) => ({ ...one, detail: one.role ?? text.kinds[one.kind] })),
    ].filter(({ id, kind }) => kind !== "place" && id !== quotation.speaker?.id);
    const isKnown = named.some(({ name }) => name.toLowerCase() === typed.toLowerCase());
    const others: Choice[] = isKnown ? [] : [{ key: "new", label: typed, detail: text.corrections.newName, run: choose({ kind: "person", name: typed }) }];
    if (beginsLike(text.quotes.unnamed, typed)) others.unshift({ key: "unnamed", label: text.quotes.unnamed, detail: "", run: () => this.correct(quotation, { what: "unnamed" }) });
    return [...named.slice(0, nShown).map((one) => choice(one.id, one, one.detail)), ...others];
  }

  /** Decides what a name is, in all articles or in one; returns whether that could be kept. */
  async decide(name: Named, is: NameView | null, articleId: string | null = null): Promise<boolean> {
    const message = is ? text.corrections.isNow(name.name, is.name, text.kinds[is.kind]) : text.corrections.noNameNow(name.name);
    return this.#change(() => this.#backend.decideName(plain(name), articleId, is && plain(is)), message);
  }

  /** Tells a name apart from the one the archive joined it to, in all articles. */
  async tellApart({ kind, name }: Named): Promise<boolean> {
    return this.#change(() => this.#backend.decideName({ kind, name }, null, { kind, name }), text.corrections.apartNow(name));
  }

  /** Makes one of two of one name that the archive kept apart. */
  async makeOne(one: Named, other: Named): Promise<boolean> {
    return this.#change(() => this.#backend.decideName(plain(other), null, plain(one)), text.corrections.oneNow(one.name, other.name));
  }

  rename(name: Named): void {
    this.question = {
      title: text.corrections.renameTitle(name.name),
      words: name.name,
      choices: async (words) => {
        const to = words.trim();
        if (to === "" || to === name.name) return [];
        return [{ key: "to", label: text.corrections.renameTo(to), detail: "", run: () => this.decide(name, { kind: name.kind, name: to }) }];
      },
    };
  }

  /** Asks which other name this is the same as: everywhere, or in one article. */
  sameAs(name: Named, articleId: string | null = null): void {
    this.question = {
      title: articleId ? text.corrections.elseTitle(name.name) : text.corrections.sameTitle(name.name),
      words: "",
      choices: async (words) => {
        const typed = words.trim();
        if (typed === "") return [];
        const { rows } = await this.#backend.entities({ words: typed, sort: "articles", limit: nShown + 1, offset: 0, request: 0 });
        const found = rows.filter(({ id }) => id !== name.id).slice(0, nShown);
        const choice = (one: Named, detail: string): Choice => ({ key: one.id, label: one.name, detail, run: () => this.decide(name, one, articleId) });
        const other = { id: "new", kind: name.kind, name: typed };
        return [
          ...found.map((row) => choice(row, row.role ?? text.kinds[row.kind])),
          ...(articleId && typed !== name.name ? [choice(other, text.corrections.newName)] : []),
        ];
      },
    };
  }

  /** Decides what one mention names, alone or with all later ones of the same; returns whether that could be kept. */
  async decideMention({ at, end, words }: MentionView, is: NameView | null, articleId: string, onwards = false): Promise<boolean> {
    const said = onwards ? text.corrections.isOnwardsNow : text.corrections.isHereNow;
    const message = is ? said(words, is.name) : text.corrections.noNameHereNow(words);
    return this.#change(() => this.#backend.decideMention(articleId, { at, end, is: is && plain(is), onwards }), message);
  }

  /** Asks whom or what a mention names, alone or with all later ones of `name`. */
  mentioned(name: ArticleEntityView, mention: MentionView, articleId: string, onwards: boolean): void {
    const ask = whoIsMentioned(this.#backend, name, articleId);
    this.question = {
      title: onwards ? text.corrections.onwardsTitle(mention.words) : text.corrections.hereTitle(mention.words),
      words: "",
      choices: async (words) => {
        const found = await ask(words.trim());
        return found.map(({ key, is, detail }) => ({ key, label: is.name, detail, run: () => this.decideMention(mention, is, articleId, onwards) }));
      },
    };
  }

  otherKind(name: Named): void {
    this.question = {
      title: text.corrections.kindTitle(name.name),
      words: "",
      choices: async (words) =>
        kinds
          .filter((kind) => kind !== name.kind && beginsLike(text.kinds[kind], words))
          .map((kind) => ({ key: kind, label: text.kinds[kind], detail: "", run: () => this.decide(name, { kind, name: name.name }) })),
    };
  }

  /** Everything one can say about a name that stands in an article. */
  about(name: ArticleEntityView, articleId: string, mention?: MentionView): void {
    const everywhere: Array<[string, string, () => unknown]> = [
      ["rename", text.corrections.rename, () => this.rename(name)],
      ["same", text.corrections.sameAs, () => this.sameAs(name)],
      ["kind", text.corrections.otherKind, () => this.otherKind(name)],
      ["reject", text.corrections.not[name.kind], () => this.decide(name, null)],
      ["elsewhere", text.corrections.somebodyElse, () => this.sameAs(name, articleId)],
      ["reject-here", text.corrections.notHere[name.kind], () => this.decide(name, null, articleId)],
    ];
    const all = [...everywhere, ...(mention && name.mentions.length > 1 ? this.#aboutHere(name, mention, articleId) : [])];
    this.question = {
      title: name.name,
      words: "",
      reasons: mention && (async () => whyNamed(name, mention, await this.#backend.entityCard(name.id))),
      choices: async (words) => all.filter(([, label]) => beginsLike(label, words)).map(([key, label, run]) => ({ key, label, detail: "", run })),
    };
  }

  /** What one can say of one mention among several of `name`. */
  #aboutHere(name: ArticleEntityView, mention: MentionView, articleId: string): Array<[string, string, () => unknown]> {
    const others = name.mentions.filter(({ at }) => at !== mention.at);
    const ask = (onwards: boolean) => () => this.mentioned(name, mention, articleId, onwards);
    // From the first on it is the whole article, which is said above.
    const isAmong = others.some(({ at }) => at < mention.at) && others.some(({ at }) => at > mention.at);
    return [
      ["here", text.corrections.elseHere, ask(false)],
      ...(isAmong ? [["onwards", text.corrections.elseOnwards, ask(true)] as [string, string, () => unknown]] : []),
      ["reject-alone", text.corrections.notHereAlone[name.kind], () => this.decideMention(mention, null, articleId)],
    ];
  }

  /** Decides the same about several names; returns whether that could be kept. */
  async decideMany(names: Named[], correction: NamesCorrection): Promise<boolean> {
    const message = {
      noName: () => text.corrections.noNamesNow(names.length),
      same: (is: string) => text.corrections.areNow(names.length, is),
      kind: (kind: string) => text.corrections.areNow(names.length, kind),
    };
    const said =
      correction.what === "noName" ? message.noName() : correction.what === "same" ? message.same(correction.is.name) : message.kind(text.kindsMany[correction.kind].toLowerCase());
    return this.#change(() => this.#backend.decideNames(names.map(plain), correction), said);
  }

  /** Asks what several names are at once; `ondone` runs when that is kept. */
  aboutMany(names: Named[], ondone: () => void): void {
    const [{ kind }] = names;
    const decide = async (correction: NamesCorrection): Promise<void> => {
      if (await this.decideMany(names, correction)) ondone();
    };
    const all = [
      ["same", text.corrections.sameMany, () => this.#sameMany(names, decide)],
      ["kind", text.corrections.otherKind, () => this.#kindMany(names, decide)],
      ["reject", text.corrections.notMany[kind], () => decide({ what: "noName" })],
    ] as const;
    this.question = {
      title: text.corrections.manyTitle(names.length),
      words: "",
      choices: async (words) => all.filter(([, label]) => beginsLike(label, words)).map(([key, label, run]) => ({ key, label, detail: "", run })),
    };
  }

  /** Asks which name they all are: one of them, or another of the archive. */
  #sameMany(names: Named[], decide: (correction: NamesCorrection) => Promise<void>): void {
    this.question = {
      title: text.corrections.sameManyTitle(names.length),
      words: "",
      choices: async (words) => {
        const typed = words.trim();
        const among = names.filter(({ name }) => beginsLike(name, typed));
        const { rows } = typed ? await this.#backend.entities({ words: typed, sort: "articles", limit: nShown, offset: 0, request: 0 }) : { rows: [] };
        const others = rows.filter(({ id }) => !names.some((name) => name.id === id));
        const choice = (one: Named, detail: string): Choice => ({ key: one.id, label: one.name, detail, run: () => decide({ what: "same", is: plain(one) }) });
        return [...among.map((one) => choice(one, text.corrections.ticked)), ...others.map((row) => choice(row, row.role ?? text.kinds[row.kind]))];
      },
    };
  }

  #kindMany(names: Named[], decide: (correction: NamesCorrection) => Promise<void>): void {
    this.question = {
      title: text.corrections.kindManyTitle(names.length),
      words: "",
      choices: async (words) =>
        kinds
          .filter((kind) => beginsLike(text.kinds[kind], words) && names.some((name) => name.kind !== kind))
          .map((kind) => ({ key: kind, label: text.kinds[kind], detail: "", run: () => decide({ what: "kind", kind }) })),
    };
  }

  /** Writes all corrections to a file the reader chooses. */
  async exportFile(): Promise<void> {
    await this.#file(async () => {
      const path = await this.#backend.exportCorrections();
      if (path) this.#toasts.say(text.export.written(path));
    });
  }

  /** Adds the corrections of a file the reader chooses. */
  async importFile(): Promise<void> {
    await this.#file(async () => {
      const read = await this.#backend.importCorrections();
      if (!read) return;
      const message = text.corrections.read(read);
      if (read.added + read.updated === 0) return this.#toasts.say(message);
      await this.#did(message);
    });
  }

  async #file(use: () => Promise<void>): Promise<void> {
    try {
      await use();
    } catch (cause) {
      this.#toasts.say(commandError(cause).message || text.state.failed);
    }
  }

  async #change(change: () => Promise<unknown>, message: string): Promise<boolean> {
    try {
      await change();
    } catch (cause) {
      this.#toasts.say(commandError(cause).message || text.state.failed);
      return false;
    }
    await this.#did(message);
    return true;
  }

  /** Says what was changed, with the way back, and shows what it comes to. */
  async #did(message: string): Promise<void> {
    this.#passages.did();
    this.#toasts.say(message, { label: text.toast.undo, run: () => void this.#passages.undo() });
    await this.#onchange();
  }
}
