// Names in the article: pointing strengthens them and shows their card; `e` walks them by key.

import type { ArticleEntityView, MentionView } from "../../lib/backend/types";
import { offsetInView, rangeOf } from "../../lib/anchor";
import type { App } from "../../lib/state/app.svelte";

const cardAfter = 250;
const cardStays = 180;

/** What the pointer and the keys do to the names of the drawn article. */
export class Names {
  readonly #app: App;
  readonly #root: () => HTMLElement | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #walking = false;

  constructor(app: App, root: () => HTMLElement | undefined) {
    this.#app = app;
    this.#root = root;
  }

  over(event: PointerEvent): void {
    const span = nameAt(event.target);
    const entity = this.#entity(span);
    if (!span || !entity || this.#hidden(entity)) return;
    const { reader } = this.#app;
    clearTimeout(this.#timer);
    reader.strong = entity.id;
    if (event.buttons > 0) return;
    const near = lineAt(span, event.clientY);
    const mention = mentionAt(span, entity);
    this.#timer = setTimeout(() => (reader.card = { entity, mention, near }), reader.card?.entity === entity ? 0 : cardAfter);
  }

  out(): void {
    if (this.#walking) return;
    clearTimeout(this.#timer);
    this.#app.reader.strong = null;
    this.#timer = setTimeout(() => (this.#app.reader.card = null), cardStays);
  }

  /** The pointer went into the card: it stays. */
  stay(): void {
    clearTimeout(this.#timer);
  }

  /** Opens the page of a clicked name; returns whether a name was clicked. */
  click(event: MouseEvent): boolean {
    const entity = this.#entity(nameAt(event.target));
    const selection = getSelection();
    if (!entity || this.#hidden(entity) || (selection && !selection.isCollapsed)) return false;
    this.#app.openEntity(entity.id);
    return true;
  }

  focus(event: FocusEvent): void {
    const span = nameAt(event.target);
    const entity = this.#entity(span);
    if (!span || !entity || !this.#walking) return;
    clearTimeout(this.#timer);
    this.#app.reader.strong = entity.id;
    this.#app.reader.card = { entity, mention: mentionAt(span, entity), near: span.getClientRects()[0] ?? new DOMRect() };
  }

  blur(): void {
    if (this.#walking) this.#timer = setTimeout(() => this.leave(), 0);
  }

  /** Begins the walk at the first name in view. */
  walk(pane: HTMLElement): boolean {
    const root = this.#root();
    const mentions = this.#mentions();
    if (!root || mentions.length === 0) return false;
    const from = offsetInView(pane, root, 0.05) ?? 0;
    this.#walking = true;
    this.#focusMention(mentions.find(({ at }) => at >= from) ?? mentions[0]);
    return true;
  }

  press(event: KeyboardEvent): void {
    if (!this.#walking) return;
    const here = nameAt(event.target);
    const entity = this.#entity(here);
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!here || !entity || event.altKey || event.ctrlKey) return;
    if (step) this.#step(here, step);
    else if (event.key === "Enter") this.#app.openEntity(entity.id);
    else if (event.key === "Escape") {
      this.leave();
      this.#root()?.querySelector("h1")?.focus({ preventScroll: true });
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** The text was scrolled: the card goes, unless the walk itself scrolled to its name. */
  scrolled(): void {
    const span = this.#walking ? nameAt(document.activeElement) : null;
    const { reader } = this.#app;
    if (!span) reader.card = null;
    else reader.card &&= { ...reader.card, near: span.getClientRects()[0] ?? new DOMRect() };
  }

  /** Ends the walk and hides the card. */
  leave(): void {
    clearTimeout(this.#timer);
    this.#walking = false;
    this.#app.reader.strong = null;
    this.#app.reader.card = null;
  }

  #step(here: HTMLElement, step: number): void {
    const mentions = this.#mentions();
    const at = Number(here.dataset.at);
    const index = mentions.findIndex((mention) => mention.at <= at && at < mention.end);
    this.#focusMention(mentions[(index + step + mentions.length) % mentions.length]);
  }

  #focusMention(mention: MentionView): void {
    const root = this.#root();
    const span = root && rangeOf(root, mention)?.startContainer.parentElement;
    if (!span) return;
    span.focus({ preventScroll: true });
    span.scrollIntoView?.({ block: "nearest" });
    this.#app.reader.card &&= { ...this.#app.reader.card, near: span.getClientRects()[0] ?? new DOMRect() };
  }

  #mentions(): MentionView[] {
    const entities = this.#app.reader.article?.entities ?? [];
    return entities.filter((entity) => !this.#hidden(entity)).flatMap(({ mentions }) => mentions).sort((a, b) => a.at - b.at);
  }

  #entity(span: HTMLElement | null): ArticleEntityView | null {
    const id = span?.dataset.entity;
    return this.#app.reader.article?.entities.find((entity) => entity.id === id) ?? null;
  }

  #hidden({ kind }: ArticleEntityView): boolean {
    const { showPeople, showOrganisations, showPlaces } = this.#app.settings.value;
    return !{ person: showPeople, organisation: showOrganisations, place: showPlaces }[kind];
  }
}

function nameAt(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>("[data-entity]") : null;
}

/** Returns the place of `entity` that `span` draws, or a part of which it draws. */
function mentionAt(span: HTMLElement, { mentions }: ArticleEntityView): MentionView | undefined {
  const at = Number(span.dataset.at);
  return mentions.find((mention) => mention.at <= at && at < mention.end);
}

/** Returns the rectangle of the line of `span` that is at `y`: a name may be broken over two. */
function lineAt(span: HTMLElement, y: number): DOMRect {
  const lines = [...span.getClientRects()];
  return lines.find((line) => line.top <= y && y <= line.bottom) ?? lines[0] ?? new DOMRect();
}
