/** Kept where the browser has fetched the typeface once: it is in its cache, for ever. */
const FETCHED = 'coppice-typeface';

/** How long after all else a first visit fetches it: the first rows have been painted by then. In ms. */
const AFTER_THE_FIRST_ROWS_MS = 500;

/**
 * Brings the typeface: on a first visit when everything else is there, as to draw the first rows anew would make them
 * late; later from the browser's cache, at once.
 */
export function loadTypeface(): void {
  if (localStorage.getItem(FETCHED)) void load();
  else if (document.readyState === 'complete') setTimeout(load, AFTER_THE_FIRST_ROWS_MS);
  else window.addEventListener('load', () => setTimeout(load, AFTER_THE_FIRST_ROWS_MS));
}

async function load(): Promise<void> {
  await import('./typeface.css');
  await document.fonts.load('1em "Inter Variable"');
  localStorage.setItem(FETCHED, 'yes');
}
