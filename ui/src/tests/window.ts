// Draws the whole window over the invented core, as a person would have it before them.

import { render, screen, waitFor } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import App from "../App.svelte";
import type { Backend } from "../lib/backend";
import { fakeBackend } from "../lib/backend/fake";
import type { Place } from "../lib/state/router.svelte";

/** The long article of the invented archive. */
export const wall = "0000000000000001";

/** How the window is opened. */
export interface Opening {
  place?: Place;
  fake?: string;
  articles?: number;
  change?: (backend: Backend) => Partial<Backend>;
}

/** Opens the window; returns its core and the reader's hands. */
export async function openWindow({ place, fake, articles = 40, change }: Opening = {}): Promise<{ backend: Backend; user: ReturnType<typeof userEvent.setup> }> {
  const options = new URLSearchParams({ articles: String(articles) });
  if (place) options.set("place", JSON.stringify(place));
  if (fake) options.set("fake", fake);
  const made = fakeBackend(options);
  const backend = { ...made, ...change?.(made) };
  render(App, { backend });
  await screen.findByRole("navigation");
  return { backend, user: userEvent.setup() };
}

/** Opens the window on the long article, drawn. */
export async function openReader(opening: Opening = {}): Promise<Awaited<ReturnType<typeof openWindow>>> {
  const opened = await openWindow({ place: { view: "search", article: { id: wall } }, ...opening });
  await screen.findByTestId("headline");
  return opened;
}

/** Returns the one element `css` finds. */
export function one<E extends HTMLElement = HTMLElement>(css: string): E {
  const found = document.querySelector<E>(css);
  if (!found) throw new Error(`nothing matches ${css}`);
  return found;
}

/** Returns all that `css` finds. */
export function all(css: string): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(css)];
}

/** Waits until `css` finds something. */
export function seen(css: string): Promise<HTMLElement> {
  return waitFor(() => one(css));
}
