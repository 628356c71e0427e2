// Moving the focus to what is drawn with the next frame.

/** Puts the focus on what `find` finds in the next frame, unless the reader has moved it elsewhere by then. */
export function focusSoon(find: () => HTMLElement | null): void {
  const before = document.activeElement;
  requestAnimationFrame(() => {
    const now = document.activeElement;
    if (now === before || now === document.body) find()?.focus({ preventScroll: true });
  });
}
