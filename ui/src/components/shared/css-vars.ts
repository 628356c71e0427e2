// Sets custom properties through the CSSOM, which a strict CSP allows; a `style` attribute it does not.

import type { Attachment } from "svelte/attachments";

/** Sets each of `values` as a custom property of the element. */
export function cssVars(values: Record<string, string | number>): Attachment<HTMLElement | SVGElement> {
  return (node) => {
    for (const [name, value] of Object.entries(values)) node.style.setProperty(name, String(value));
  };
}
