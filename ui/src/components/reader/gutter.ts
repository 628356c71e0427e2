// Measures where quotations stand, so that rules can be drawn beside their lines.

import type { QuotationView } from "../../lib/backend/types";
import { speakerKey } from "../../lib/speakers";

/** A rule beside some lines. */
export interface Rule {
  key: string;
  top: number;
  height: number;
  kind: QuotationView["kind"];
  certain: boolean;
}

/** A speaker's name beside the first line of a run. */
export interface Label {
  quotation: QuotationView;
  top: number;
}

const labelHeight = 34;

/** Measures the rules of `quotations` in `root`, relative to its top. */
export function measureRules(root: HTMLElement, quotations: readonly QuotationView[]): { rules: Rule[]; labels: Label[] } {
  const rules: Rule[] = [];
  const labels: Label[] = [];
  const origin = root.getBoundingClientRect().top;
  let before: string | null = null;
  let free = Number.NEGATIVE_INFINITY;
  for (const quotation of quotations) {
    const pieces = linesOf(root, quotation.index, origin);
    pieces.forEach(({ top, bottom }, i) => {
      rules.push({ key: `${quotation.index}-${i}`, top, height: bottom - top, kind: quotation.kind, certain: quotation.certain });
    });
    const speaker = `${speakerKey(quotation)} ${quotation.certain}`;
    if (pieces.length > 0 && speaker !== before) {
      const top = Math.max(pieces[0].top, free);
      labels.push({ quotation, top });
      free = top + labelHeight;
      before = speaker;
    }
  }
  return { rules, labels };
}

/** Returns the stretches of lines of one quotation: another block, or a line without its words between, begins another. */
function linesOf(root: HTMLElement, index: number, origin: number): Array<{ top: number; bottom: number }> {
  const stretches: Array<{ block: Element | null; top: number; bottom: number }> = [];
  for (const span of root.querySelectorAll(`[data-block] [data-q~="${index}"]`)) {
    const block = span.closest("[data-block]");
    for (const rect of span.getClientRects()) {
      const [top, bottom] = [rect.top - origin, rect.bottom - origin];
      const last = stretches.at(-1);
      const goesOn = last?.block === block && top - last.bottom < rect.height / 2;
      if (last && goesOn) Object.assign(last, { top: Math.min(last.top, top), bottom: Math.max(last.bottom, bottom) });
      else stretches.push({ block, top, bottom });
    }
  }
  return stretches;
}
