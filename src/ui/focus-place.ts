/** A place: so many elements before it within another. */
export type Place = { within: Element; nth: number };

/** Where an element is, and where that is, and so on. */
export function placesOf(element: Element): Place[] {
  const within = element.parentElement;
  if (!within || within === document.body) return [];
  return [{ within, nth: [...within.children].indexOf(element) }, ...placesOf(within)];
}

/** Whether nothing has the focus: what had it is gone. */
export function isFocusFree(): boolean {
  const { activeElement, body } = document;
  return !activeElement || activeElement === body || !activeElement.isConnected;
}

/** Gives the focus to what stands in a place now, or else before it, or around it: the first that is there. */
export function focusPlace(places: readonly Place[]): void {
  for (const { within, nth } of places) {
    if (!within.isConnected) continue;
    const upTo = [...within.children].slice(0, nth + 1).toReversed();
    const there = upTo.find((one) => one instanceof HTMLElement && isSomething(one));
    if (there instanceof HTMLElement) {
      focusAnything(there);
      return;
    }
  }
}

function isSomething(element: HTMLElement): boolean {
  return element.textContent !== '' || element.tabIndex >= 0;
}

/** Gives the focus to what takes none by itself, too, for as long as it has it. */
export function focusAnything(element: HTMLElement): void {
  if (element.tabIndex < 0 && !element.hasAttribute('tabindex')) {
    element.tabIndex = -1;
    element.addEventListener('blur', () => element.removeAttribute('tabindex'), { once: true });
  }
  element.focus({ preventScroll: true });
}
