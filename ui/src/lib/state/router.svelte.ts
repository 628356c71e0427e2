// Where the reader is, where they were, and how far each pane was scrolled.

import type { Attachment } from "svelte/attachments";
import type { BookmarksRequest, KindView, QuotesRequest } from "../backend/types";

/** The places of the sidebar. */
export type View = "library" | "search" | "entities" | "quotes" | "bookmarks";

/** Which articles are listed, besides those a query finds. */
export interface ListFilter {
  outlet?: string;
  month?: string;
  starred?: boolean;
  entityId?: string;
  entityName?: string;
}

/** An article, and the passage to show in it. */
export interface OpenArticle {
  id: string;
  query?: string;
  at?: number;
  end?: number;
}

/** A place in the window: enough to draw it again. */
export interface Place {
  view: View;
  query?: string;
  sort?: string;
  filter?: ListFilter;
  kind?: KindView;
  entity?: string;
  quotes?: QuotesRequest;
  bookmarks?: BookmarksRequest;
  /** Whether only moved and lost passages are listed. */
  review?: boolean;
  article?: OpenArticle;
}

/** A place with what the panes looked like there. */
export interface Visit {
  place: Place;
  scroll: Record<string, number>;
  selected: Record<string, number>;
}

const remembered = 50;

function visit(place: Place, before?: Visit): Visit {
  const sameView = before?.place.view === place.view;
  const sameArticle = before?.place.article?.id === place.article?.id;
  const scroll = sameView ? { ...before?.scroll } : {};
  const selected = sameView ? { ...before?.selected } : {};
  if (!sameArticle) delete scroll.article;
  if (before?.place.entity !== place.entity) {
    delete scroll.main;
    delete selected.main;
  }
  return { place, scroll, selected };
}

const views: readonly string[] = ["library", "search", "entities", "quotes", "bookmarks"] satisfies View[];

/** Returns the visit that `saved` is, or null if it is none. */
function readVisit(saved: unknown): Visit | null {
  const { place, scroll, selected } = (saved ?? {}) as Partial<Visit>;
  return place && views.includes(place.view) ? { place, scroll: { ...scroll }, selected: { ...selected } } : null;
}

/** The visits of this session, and which one is shown. */
export class Router {
  #visits = $state.raw<Visit[]>([visit({ view: "library" })]);
  #index = $state(0);
  #onchange: () => void = () => undefined;

  readonly visit = $derived(this.#visits[this.#index]);
  readonly place = $derived(this.visit.place);
  readonly canGoBack = $derived(this.#index > 0);
  readonly canGoForward = $derived(this.#index < this.#visits.length - 1);

  /** Calls `listener` after each change of place. */
  onChange(listener: () => void): void {
    this.#onchange = listener;
  }

  /** Goes to a new place. */
  go(place: Place): void {
    const next = visit(place, this.visit);
    this.#visits = [...this.#visits.slice(0, this.#index + 1), next].slice(-remembered);
    this.#index = this.#visits.length - 1;
    this.#onchange();
  }

  /** Changes the place without a step in the history (typing in the search box). */
  replace(change: Partial<Place>): void {
    const current = this.visit;
    const next = { ...current, place: { ...current.place, ...change } };
    this.#visits = this.#visits.map((other, i) => (i === this.#index ? next : other));
    this.#onchange();
  }

  back(): void {
    if (this.canGoBack) this.#moveTo(this.#index - 1);
  }

  forward(): void {
    if (this.canGoForward) this.#moveTo(this.#index + 1);
  }

  /** Closes the article: back if that is where we came from, else the same place without it. */
  closeArticle(): void {
    const before = this.#visits[this.#index - 1]?.place;
    const { article, ...rest } = this.place;
    if (!article) return;
    if (before && !before.article && before.view === rest.view && before.query === rest.query && before.entity === rest.entity) {
      const { scroll, selected } = this.visit;
      this.back();
      Object.assign(this.visit.selected, selected);
      if (scroll.list !== undefined) this.visit.scroll.list = scroll.list;
    } else this.go(rest);
  }

  /** Writes the history as text that `restore` reads. */
  save(): string {
    return JSON.stringify({ version: 1, index: this.#index, visits: this.#visits.slice(-remembered) });
  }

  /** Reads what `save` wrote; anything else changes nothing. */
  restore(saved: string): void {
    try {
      const { version, index, visits } = JSON.parse(saved) as { version: number; index: number; visits: unknown[] };
      const read = version === 1 && Array.isArray(visits) ? visits.map(readVisit) : [];
      if (!read[index] || read.includes(null)) return;
      this.#visits = read.filter((one) => one !== null);
      this.#index = index;
    } catch {
      // A state from another version is no loss: the library is shown.
    }
  }

  #moveTo(index: number): void {
    this.#index = index;
    this.#onchange();
  }
}

/** Keeps a pane's scroll position in the visit, and brings it back once its content is `ready`. */
export function keepScroll(router: Router, pane: string, ready: boolean): Attachment<HTMLElement> {
  return (node) => {
    const { scroll } = router.visit;
    if (!ready) return;
    node.scrollTop = scroll[pane] ?? 0;
    const save = (): void => {
      // A pane that is hidden reports 0; that is not where the reader was.
      if (node.clientHeight > 0) scroll[pane] = node.scrollTop;
    };
    node.addEventListener("scroll", save, { passive: true });
    // The engine reports a scroll with the next frame; a click may lead away before that.
    node.addEventListener("click", save, { capture: true });
    return () => {
      node.removeEventListener("scroll", save);
      node.removeEventListener("click", save, { capture: true });
    };
  };
}
