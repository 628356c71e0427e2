import "@testing-library/jest-dom/vitest";
import { afterEach } from "vitest";

// What jsdom lacks and every engine of the window has. Panes are 800 px high here.
class Observer {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

globalThis.ResizeObserver = Observer as unknown as typeof ResizeObserver;
globalThis.matchMedia = ((query: string) => ({ matches: false, media: query, addEventListener: () => undefined, removeEventListener: () => undefined })) as unknown as typeof matchMedia;
globalThis.DOMRect ??= class {} as unknown as typeof DOMRect;
Object.defineProperty(HTMLElement.prototype, "clientHeight", { configurable: true, get: () => 800 });
Object.defineProperty(HTMLElement.prototype, "offsetParent", { configurable: true, get: () => document.body });

HTMLDialogElement.prototype.showModal = function showModal(): void {
  this.open = true;
};
HTMLDialogElement.prototype.close = function close(): void {
  this.open = false;
};

afterEach(() => {
  getSelection()?.removeAllRanges();
  for (const key of Object.keys(document.documentElement.dataset)) delete document.documentElement.dataset[key];
});
