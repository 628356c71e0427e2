// Measures where quotations stand, so that rules can be drawn beside their lines.

import type { QuotationView } from "../../lib/backend/types";

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
    const pieces = piecesOf(root, quotation.index, origin);
    pieces.forEach(({ top, bottom }, i) => {
      rules.push({ key: `${quotation.index}-${i}`, top, height: bottom - top, kind: quotation.kind, certain: quotation.certain });
    });
    const speaker = `${quotation.speaker?.id ?? quotation.speakerText ?? ""} ${quotation.certain}`;
    if (pieces.length > 0 && speaker !== before) {
      const top = Math.max(pieces[0].top, free);
      labels.push({ quotation, top });
      free = top + labelHeight;
      before = speaker;
    }
  }
  return { rules, labels };
}

/** Returns the stretches of lines of one quotation, one a block. */
function piecesOf(root: HTMLElement, index: number, origin: number): Array<{ top: number; bottom: number }> {
  const blocks = new Map<Element, { top: number; bottom: number }>();
  for (const span of root.querySelectorAll(`[data-block] [data-q~="${index}"]`)) {
    const block = span.closest("[data-block]");
    if (!block) continue;
    for (const rect of span.getClientRects()) {
      const piece = blocks.get(block);
      const [top, bottom] = [rect.top - origin, rect.bottom - origin];
      if (piece) Object.assign(piece, { top: Math.min(piece.top, top), bottom: Math.max(piece.bottom, bottom) });
      else blocks.set(block, { top, bottom });
    }
  }
  return [...blocks.values()];
}
