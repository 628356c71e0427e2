// Offsets of an article's text and places of the drawn article, both ways.
//
// Every span of text carries `data-at`, where its words begin in UTF-16 units.

import type { SpanView } from "./backend/types";

interface Stretch {
  node: Text;
  at: number;
}

function stretches(root: Element): Stretch[] {
  return [...root.querySelectorAll<HTMLElement>("[data-at]")].flatMap((span) => {
    const node = span.firstChild;
    return node instanceof Text ? [{ node, at: Number(span.dataset.at) }] : [];
  });
}

/** Returns the drawn words from `at` to `end`, or null if none is drawn. */
export function rangeOf(root: Element, { at, end }: SpanView): Range | null {
  const all = stretches(root);
  const first = all.find((stretch) => at < stretch.at + stretch.node.length && end > stretch.at);
  const last = all.findLast((stretch) => stretch.at < end && stretch.at + stretch.node.length > at);
  if (!first || !last) return null;
  const range = document.createRange();
  range.setStart(first.node, Math.max(0, at - first.at));
  range.setEnd(last.node, Math.min(last.node.length, end - last.at));
  return range;
}

/** Returns the offsets of the words that `range` covers, white space at its ends left out. */
export function offsetsOf(root: Element, range: Range): SpanView | null {
  const words: SpanView[] = [];
  for (const { node, at } of stretches(root)) {
    if (!range.intersectsNode(node)) continue;
    const from = node === range.startContainer ? range.startOffset : 0;
    const to = node === range.endContainer ? range.endOffset : node.length;
    const part = node.data.slice(from, to);
    if (part.trim() === "") continue;
    words.push({ at: at + from + (part.length - part.trimStart().length), end: at + from + part.trimEnd().length });
  }
  const last = words.at(-1);
  return last ? { at: words[0].at, end: last.end } : null;
}

/** Selects the words of `span`; returns whether they are drawn. */
export function selectSpan(root: Element, span: SpanView): boolean {
  const range = rangeOf(root, span);
  const selection = getSelection();
  if (!range || !selection) return false;
  selection.removeAllRanges();
  selection.addRange(range);
  return true;
}

/** Returns the offsets of what is selected inside `root`. */
export function selectedSpan(root: Element): SpanView | null {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  return root.contains(range.commonAncestorContainer) ? offsetsOf(root, range) : null;
}

/** Scrolls `pane` so that `span` of `root` stands at `share` of its height. */
export function scrollToSpan(pane: Element, root: Element, span: SpanView, share = 0.4): boolean {
  const range = rangeOf(root, span);
  const rect = range?.getClientRects?.()[0];
  if (!rect) return false;
  const top = rect.top - pane.getBoundingClientRect().top;
  pane.scrollTop += top + rect.height / 2 - pane.clientHeight * share;
  return true;
}

/** Paints `spans` with the highlight `name`, without touching the text. */
export function paint(name: string, root: Element | null, spans: SpanView[]): void {
  if (typeof CSS === "undefined" || !("highlights" in CSS)) return;
  const ranges = root ? spans.map((span) => rangeOf(root, span)).filter((range) => range !== null) : [];
  if (ranges.length === 0) CSS.highlights.delete(name);
  else CSS.highlights.set(name, new Highlight(...ranges));
}

/** Returns the offset of the first words at or below `share` of the pane's height. */
export function offsetInView(pane: Element, root: Element, share = 0.3): number | null {
  const box = pane.getBoundingClientRect();
  const line = box.top + box.height * share;
  const spans = [...root.querySelectorAll<HTMLElement>("[data-block] [data-at]")];
  const span = spans.find((other) => other.getBoundingClientRect().bottom > line) ?? spans.at(-1);
  return span ? Number(span.dataset.at) : null;
}
