/** What this browser remembers under a key; null where it remembers nothing, or keeps nothing for the page. */
export function readRemembered(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Has this browser remember something; one that keeps nothing for the page forgets it with the page. */
export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // It was said above.
  }
}
