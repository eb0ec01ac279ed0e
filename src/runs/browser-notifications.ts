import { createStore } from 'zustand/vanilla';

const KEY = 'coppice-notify';

/**
 * Whether this browser may tell of runs while the tab is hidden: it was asked for here, and the browser allows it. Over
 * plain http it allows no page to; what is new is told in the page all the same.
 */
export const notifies = createStore(() => isAllowed() && read() === 'on');

/**
 * Has the browser tell of runs while the tab is hidden, or not. Asks for its permission where nobody was asked yet.
 * Resolves to whether it does by now.
 */
export async function setNotifies(isWanted: boolean): Promise<boolean> {
  const isOn = isWanted && (await askPermission());
  notifies.setState(isOn);
  try {
    localStorage.setItem(KEY, isOn ? 'on' : 'off');
  } catch {
    // A browser that keeps nothing for the page forgets it with the page.
  }
  return isOn;
}

/**
 * Shows something outside the page, if that was asked for. `tag` tells which: the same in several tabs is shown once.
 *
 * @param onClick once somebody has come to this tab by it.
 */
export function notifyByBrowser(
  { title, ...options }: { title: string; body: string; tag: string },
  onClick: () => void,
): void {
  if (!notifies.getState()) return;
  const notification = new Notification(title, options);
  notification.addEventListener('click', () => {
    window.focus();
    notification.close();
    onClick();
  });
}

async function askPermission(): Promise<boolean> {
  return 'Notification' in window && (await Notification.requestPermission()) === 'granted';
}

function isAllowed(): boolean {
  return 'Notification' in window && Notification.permission === 'granted';
}

function read(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
