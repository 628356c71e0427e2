// The commands of the open article.

import type { QuotationView } from "../../lib/backend/types";
import type { App } from "../../lib/state/app.svelte";
import type { CommandId } from "../../lib/state/keymap";
import type { Handler } from "../../lib/state/keys.svelte";
import { isSaidBy, speakerKey } from "../../lib/speakers";
import { text } from "../../lib/text";

/** What the drawn reader can do for its commands. */
export interface ReaderPane {
  pane: () => HTMLElement | undefined;
  walk: (pane: HTMLElement) => boolean;
}

/** Stars the open article, or takes the star away. */
export function toggleStar(app: App): boolean {
  const { article } = app.reader;
  if (!article) return false;
  void app.reader.setStarred(!article.starred).then((kept) => kept && app.passages.did());
  return true;
}

/** Returns what can be done with the open article. */
export function readerCommands(app: App, { pane, walk }: ReaderPane): Partial<Record<CommandId, Handler>> {
  const { reader, passages } = app;
  const withArticle = (run: () => unknown): Handler => () => {
    if (!reader.article) return false;
    run();
    return true;
  };
  const step = (direction: 1 | -1): Handler =>
    withArticle(() => {
      const placed = reader.article?.bookmarks.flatMap(({ at, end }) => (at !== null && end !== null ? [{ at, end }] : [])) ?? [];
      reader.step(placed, direction);
    });
  return {
    find: withArticle(() => (reader.findOpen = true)),
    findNext: () => reader.findStep(1),
    findPrevious: () => reader.findStep(-1),
    panel: withArticle(() => (reader.panelOpen = !reader.panelOpen)),
    walkEntities: () => {
      const element = pane();
      return element ? walk(element) : false;
    },
    nextQuotation: withArticle(() => reader.step(reader.article?.quotations ?? [], 1)),
    previousQuotation: withArticle(() => reader.step(reader.article?.quotations ?? [], -1)),
    nextOfSpeaker: withArticle(() => ofSpeaker(app, 1)),
    previousOfSpeaker: withArticle(() => ofSpeaker(app, -1)),
    nextBookmark: step(1),
    previousBookmark: step(-1),
    why: withArticle(() => correctName(app) || why(app)),
    star: () => toggleStar(app),
    read: withArticle(() => {
      void reader.setRead(!reader.article?.read).then((kept) => kept && passages.did());
    }),
    edit: withArticle(() => sameSpeaker(app) || (reader.editOpen = true)),
    original: withArticle(() => (app.leavingFor = reader.article?.url ?? null)),
    sentence: withArticle(() => void passages.selectSentence()),
    extendWord: () => modifySelection("forward"),
    shrinkWord: () => modifySelection("backward"),
    extend: () => (reader.drawn?.selected() ? void passages.extend(1) : false),
    shrink: () => (reader.drawn?.selected() ? void passages.extend(-1) : false),
    bookmark: withArticle(() => void passages.add()),
    note: withArticle(() => void passages.note()),
    pageDown: () => page(app, pane(), 1),
    pageUp: () => page(app, pane(), -1),
    first: () => scroll(pane(), 0),
    last: () => scroll(pane(), endOf(pane())),
    leave: () => leave(app),
  };
}

/** Says why the name whose card is shown is thought to be that name, and asks what it is. */
export function correctName({ reader, corrections }: App): boolean {
  if (!reader.card || !reader.article) return false;
  corrections.about(reader.card.entity, reader.article.id, reader.card.mention);
  return true;
}

/** Returns whether the words at `place` are some of `quotation`, not words that break it. */
function isOf({ pieces }: QuotationView, place: number): boolean {
  return pieces.some(({ at, end }) => at <= place && place < end);
}

/** Asks who the speaker of the explained quotation is the same as. */
export function sameSpeaker({ reader, corrections }: App): boolean {
  const speaker = reader.why?.quotation.speaker;
  if (!speaker) return false;
  reader.why = null;
  corrections.sameAs(speaker);
  return true;
}

/** Shows the next or previous quotation of whoever speaks where the reader looks. */
function ofSpeaker({ reader, toasts }: App, direction: 1 | -1): void {
  const here = reader.drawn?.lookingAt() ?? 0;
  const all = reader.article?.quotations ?? [];
  const spoken = all.filter((quotation) => speakerKey(quotation) !== "");
  const current = spoken.find((quotation) => isOf(quotation, here)) ?? spoken.findLast(({ end }) => end <= here) ?? spoken[0];
  if (!current) return toasts.say(text.quotes.nobodyHere);
  const { speaker } = current;
  const theirs = spoken.filter((quotation) => (speaker ? isSaidBy(quotation, speaker.id) : speakerKey(quotation) === speakerKey(current)));
  if (theirs.length < 2) toasts.say(text.quotes.onlyOne(speaker?.name ?? current.speakerText ?? ""));
  reader.step(theirs, direction);
}

/** Shows why the quotation nearest to where the reader looks has its speaker. */
function why(app: App): void {
  const { reader, toasts } = app;
  const here = reader.drawn?.lookingAt() ?? 0;
  const quotations = reader.article?.quotations ?? [];
  const quotation = quotations.find((quotation) => isOf(quotation, here)) ?? quotations.find(({ at }) => at >= here) ?? quotations.at(-1);
  if (!quotation) return toasts.say(text.why.nobody);
  const span = document.querySelector(`[data-testid='reader'] [data-q~='${quotation.index}']`);
  span?.scrollIntoView?.({ block: "nearest" });
  reader.why = { quotation, near: span?.getClientRects()[0] ?? new DOMRect() };
}

/** Makes the selection in the text a word longer or shorter. */
function modifySelection(direction: "forward" | "backward"): boolean {
  const selection = getSelection();
  if (!selection || selection.isCollapsed) return false;
  selection.modify("extend", direction, "word");
  return true;
}

/** Leaves the innermost thing of the reader. */
function leave({ reader, passages }: App): boolean {
  if (reader.card) reader.card = null;
  else if (reader.why) reader.why = null;
  else if (passages.editing) passages.closeEditor();
  else if (reader.findOpen) reader.closeFind();
  else if (!getSelection()?.isCollapsed) getSelection()?.removeAllRanges();
  else return false;
  return true;
}

function page(app: App, pane: HTMLElement | undefined, direction: 1 | -1): boolean {
  if (!pane) return false;
  const step = pane.clientHeight * 0.88;
  if (direction > 0 && pane.scrollTop >= endOf(pane) - 2) return app.keys.run("next");
  pane.scrollTop = Math.max(0, Math.min(endOf(pane), pane.scrollTop + direction * step));
  return true;
}

/** Where the last line of the article is at the foot of the pane. */
function endOf(pane: HTMLElement | undefined): number {
  const blocks = pane?.querySelector(".blocks");
  if (!pane || !blocks) return 0;
  const bottom = blocks.getBoundingClientRect().bottom - pane.getBoundingClientRect().top + pane.scrollTop;
  return Math.max(0, bottom + 48 - pane.clientHeight);
}

function scroll(pane: HTMLElement | undefined, top: number): boolean {
  if (!pane) return false;
  pane.scrollTop = top;
  return true;
}
