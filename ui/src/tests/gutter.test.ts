// The rules beside quotations: where they are drawn, and how certain and uncertain ones differ.

import { render } from "@testing-library/svelte";
import { afterEach, expect, test } from "vitest";
import Gutter from "../components/reader/Gutter.svelte";
import { measureRules } from "../components/reader/gutter";
import { fakeBackend } from "../lib/backend/fake";
import type { QuotationView } from "../lib/backend/types";
import { text } from "../lib/text";
import { wall } from "./window";

afterEach(() => document.body.replaceChildren());

/** A quotation of the long article, with what `change` says. */
async function quotation(change: Partial<QuotationView>): Promise<QuotationView> {
  const { quotations } = await fakeBackend(new URLSearchParams()).article(wall, null);
  return { ...quotations[0], index: 0, ...change };
}

/** A block whose quotation 0 stands on lines that begin at `tops`. */
function blockWith(tops: number[]): HTMLElement {
  const root = document.createElement("article");
  root.innerHTML = `<p data-block>${tops.map(() => '<span data-q="0">words</span>').join(" said Chen ")}</p>`;
  document.body.append(root);
  root.querySelectorAll("span").forEach((span, i) => {
    span.getClientRects = () => [new DOMRect(0, tops[i], 100, 24)] as unknown as DOMRectList;
  });
  root.getBoundingClientRect = () => new DOMRect();
  return root;
}

test("pieces on the next line share a rule; lines without words of the quotation between have none", async () => {
  const one = await quotation({});
  expect(measureRules(blockWith([0, 30]), [one]).rules.map(({ top, height }) => [top, height])).toEqual([[0, 54]]);
  const { rules, labels } = measureRules(blockWith([0, 90]), [one]);
  expect(rules.map(({ top, height }) => [top, height])).toEqual([[0, 24], [90, 24]]);
  expect(labels).toHaveLength(1);
});

test("an uncertain rule is marked as one beside its kind, and its speaker has a question mark", async () => {
  for (const kind of ["direct", "indirect"] as const) {
    for (const certain of [true, false]) {
      const { rules, labels } = measureRules(blockWith([0]), [await quotation({ kind, certain })]);
      const { container, unmount } = render(Gutter, { rules, labels, onwhy: () => undefined });
      const rule = container.querySelector(".rule");
      expect(rule).toHaveClass(kind);
      expect(rule?.classList.contains("doubtful")).toBe(!certain);
      expect(container.querySelector(".doubt")?.textContent).toBe(certain ? undefined : "?");
      unmount();
    }
  }
});

test("of many speakers the first is named, and nobody is no doubtful speaker", async () => {
  const [speaker, ...otherSpeakers] = ["Ann Lee", "Bob Hale", "Cara Doyle"].map((name) => ({ id: name, name, kind: "person" as const }));
  const shown = async (changes: Partial<QuotationView>): Promise<HTMLElement> => {
    const { labels } = measureRules(blockWith([0]), [await quotation(changes)]);
    return render(Gutter, { rules: [], labels, onwhy: () => undefined }).container.querySelector<HTMLElement>("button") as HTMLElement;
  };
  const many = await shown({ speaker, otherSpeakers, certain: true });
  expect(many).toHaveTextContent("Ann Lee and 2 others");
  expect(many.ariaLabel ?? many.getAttribute("aria-label")).toContain("Cara Doyle");
  const nobody = await shown({ speaker: null, otherSpeakers: [], speakerText: null, certain: false });
  expect(nobody).toHaveTextContent(new RegExp(`^${text.article.speakerUnknown}$`));
  expect(nobody.getAttribute("aria-label")).toBe(text.article.speakerUnknown);
});
