import { createStore } from 'zustand/vanilla';

const KEY = 'coppice-notify';

/** Whether this browser may tell of runs while the tab is hidden: it was asked for here, and the browser allows it. */
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
