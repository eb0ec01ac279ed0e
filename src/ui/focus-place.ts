/** Where an element is: so many elements before it within another; and where that is, and so on. */
export type Place = { within: Element; nth: number };

export function placesOf(element: Element): Place[] {
  const within = element.parentElement;
  return within ? [{ within, nth: [...within.children].indexOf(element) }, ...placesOf(within)] : [];
}

/** Whether nothing has the focus: what had it is gone. */
export function isFocusFree(): boolean {
  return document.activeElement === document.body;
}

/** Gives the focus to what stands in a place now, or else before it, or around it: the first that is there. */
export function focusPlace(places: readonly Place[]): void {
  const there = places
    .filter(({ within }) => within.isConnected)
    .flatMap(({ within, nth }) => [...within.children].slice(0, nth + 1).reverse())
    .find((one) => one.textContent !== '');
  if (there instanceof HTMLElement) focusAnything(there);
}

/** Gives the focus to what takes none by itself, too. */
export function focusAnything(element: HTMLElement): void {
  if (element.tabIndex < 0) element.tabIndex = -1;
  element.focus({ preventScroll: true });
}
