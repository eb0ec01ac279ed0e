import classes from './exact-time.module.css';
import { formatLocal, formatUtc } from './zoned-time.ts';

/** Between the tip and what it is about, and the least to the window's edge, in px. */
const GAP_PX = 6;
const EDGE = 8;

const ID = 'exact-time';

/** How long the tip stays after the pointer has left, for it to get onto the tip, in ms (WCAG 1.4.13). */
const LINGER_MS = 120;

let end = () => {};

/**
 * Shows by an element the exact time that it stands for, until it has neither pointer nor focus, or Escape is pressed.
 *
 * @param at in ms since the epoch.
 */
export function showExactTime(about: HTMLElement, at: number): void {
  if (!about.matches(':hover, :focus')) return;
  end();
  const tip = document.createElement('div');
  Object.assign(tip, { id: ID, role: 'tooltip', className: classes['tip'] ?? '', popover: 'manual' });
  // Where the browser is in UTC, both are one.
  for (const text of new Set([formatLocal(at), formatUtc(at)])) tip.append(lineOf(text));
  document.body.append(tip);
  tip.showPopover();
  place(tip, about);
  const described = about.getAttribute('aria-describedby');
  about.setAttribute('aria-describedby', ID);

  const listening = new AbortController();
  end = () => {
    listening.abort();
    tip.remove();
    if (described === null) about.removeAttribute('aria-describedby');
    else about.setAttribute('aria-describedby', described);
  };
  endWhenLeft(tip, about, listening.signal);
}

function endWhenLeft(tip: HTMLElement, about: HTMLElement, signal: AbortSignal): void {
  const isWanted = () => about.isConnected && (about.matches(':hover, :focus') || tip.matches(':hover'));
  const endSoon = () => setTimeout(() => !signal.aborted && !isWanted() && end(), LINGER_MS);
  for (const element of [tip, about]) element.addEventListener('pointerleave', endSoon, { signal });
  about.addEventListener('blur', endSoon, { signal });
  about.addEventListener('click', () => end(), { signal });
  window.addEventListener('scroll', () => end(), { signal, capture: true, passive: true });
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    // The first Escape is for the tip; the next closes what is below it.
    event.stopPropagation();
    end();
  };
  window.addEventListener('keydown', onKey, { signal, capture: true });
}

function lineOf(text: string): HTMLElement {
  const line = document.createElement('div');
  line.textContent = text;
  return line;
}

/** Below it, or above where there is no room, and always within the window. */
function place(tip: HTMLElement, about: HTMLElement): void {
  const to = about.getBoundingClientRect();
  const { width, height } = tip.getBoundingClientRect();
  const below = to.bottom + GAP_PX;
  const top = below + height + EDGE > window.innerHeight ? to.top - GAP_PX - height : below;
  tip.style.top = `${top}px`;
  tip.style.left = `${Math.max(EDGE, Math.min(to.left, window.innerWidth - width - EDGE))}px`;
}
