// How a few letters find a name.

/** Returns whether each word typed begins a word of `name`; case and accents do not count. */
export function beginsLike(name: string, typed: string): boolean {
  const plain = (words: string): string[] => words.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const words = plain(name);
  return plain(typed).every((part) => words.some((word) => word.startsWith(part)));
}
