// Places a card beside a line of text without ever covering that line.

import type { Attachment } from "svelte/attachments";

const gap = 6;
const edge = 8;

/** Places the fixed element below `near`, or above it where there is no room below; again when it grows. */
export function besideLine(near: DOMRect): Attachment<HTMLElement> {
  return (node) => {
    place(node, near);
    if (typeof ResizeObserver === "undefined") return;
    const grown = new ResizeObserver(() => place(node, near));
    grown.observe(node);
    return () => grown.disconnect();
  };
}

function place(node: HTMLElement, near: DOMRect): void {
  node.style.removeProperty("--card-room");
  const { width, height } = node.getBoundingClientRect();
  const below = near.bottom + gap;
  const above = near.top - gap - height;
  const top = below + height <= innerHeight - edge || above < edge ? below : above;
  const left = Math.max(edge, Math.min(near.left, innerWidth - width - edge));
  node.style.setProperty("--card-top", `${top}px`);
  node.style.setProperty("--card-left", `${left}px`);
  node.style.setProperty("--card-room", `${(top === below ? innerHeight - below : near.top) - edge - gap}px`);
}
