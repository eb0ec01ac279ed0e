import { useEffect, useRef } from 'react';

/**
 * When what stood over the page closes, gives the focus back to where it was opened from: the line, where it was a part
 * of one, and the menu's button, where it was an entry of a menu.
 *
 * @param isOpen whether something stands over the page.
 * @param orElse puts the focus somewhere when what had it is gone.
 */
export function useFocusBack(isOpen: boolean, orElse?: () => void): void {
  const otherwise = useRef(orElse);
  otherwise.current = orElse;
  useEffect(() => {
    if (!isOpen) return;
    const opener = openerOf(document.activeElement);
    return () => {
      if (document.activeElement !== document.body) return;
      if (opener?.isConnected) opener.focus();
      else otherwise.current?.();
    };
  }, [isOpen]);
}

/** What opened something, by what has the focus as it opens. */
export function openerOf(focused: Element | null): HTMLElement | null {
  const menu = focused?.closest('[role="menu"]');
  const opener = menu ? document.getElementById(menu.getAttribute('aria-labelledby') ?? '') : focused;
  if (opener === document.body || !(opener instanceof HTMLElement)) return null;
  return opener.closest<HTMLElement>('[role="row"]') ?? opener;
}
