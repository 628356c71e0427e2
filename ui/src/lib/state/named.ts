// Why words of an article are taken for somebody's name, as sentences.

import type { ArticleEntityView, EntityCardView, MentionView } from "../backend/types";
import { text } from "../text";

/** Returns why `mention` is thought to name `entity`, of which the archive knows `card`. */
export function whyNamed(entity: ArticleEntityView, mention: MentionView, card: EntityCardView): string[] {
  const { words, title, how } = mention;
  const here = [words, ...entity.aliases];
  const reasons = [text.named.how[how](words, entity.name)];
  if (title) reasons.push(text.named.titled(title));
  if (how !== "same" && how !== "longer") reasons.push(entity.inFull ? text.named.inFull : text.named.notInFull);
  if (how === "surname") reasons.push(entity.namesakes.length > 0 ? text.named.namesakes(entity.namesakes) : text.named.alone);
  for (const { entity: name, nArticles, reason, confidence } of card.joins) {
    if (here.includes(name.name)) reasons.push(text.named.joined(name.name, text.card.articles(nArticles), reason, confidence));
  }
  for (const name of card.yours) {
    if (name === card.row.name || here.includes(name)) reasons.push(text.named.yours(name, card.row.name));
  }
  return reasons;
}
