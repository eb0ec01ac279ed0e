/** What could not be copied, for somebody to do by hand. */
let left: string | undefined;
const watchers = new Set<() => void>();

/**
 * Copies a text. Browsers give pages their clipboard in a secure context only, which plain http on a LAN is none: there
 * it is copied as from a field. Where that is refused as well, it is left to be copied by hand (`leftToCopy`).
 *
 * @returns whether it was copied.
 */
export async function copyText(text: string): Promise<boolean> {
  const isCopied = (await copyByClipboard(text)) || copyByCommand(text);
  setLeft(isCopied ? undefined : text);
  return isCopied;
}

/** The text that is to be copied by hand, if there is one; for useSyncExternalStore. */
export function leftToCopy(): string | undefined {
  return left;
}

/** Calls back whenever that changes; for useSyncExternalStore. */
export function watchLeftToCopy(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** It was copied, or nobody wants it any more. */
export function forgetLeftToCopy(): void {
  setLeft(undefined);
}

function setLeft(text: string | undefined): void {
  left = text;
  for (const watcher of watchers) watcher();
}

async function copyByClipboard(text: string): Promise<boolean> {
  if (!window.isSecureContext) return false;
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** From a field that nobody sees, beside what has the focus: a dialog would take it back from anywhere else. */
function copyByCommand(text: string): boolean {
  const focused = document.activeElement;
  const field = document.createElement('textarea');
  field.value = text;
  field.readOnly = true;
  field.style.position = 'fixed';
  field.style.opacity = '0';
  (focused?.closest('[role="dialog"], [role="alertdialog"]') ?? document.body).append(field);
  field.select();
  try {
    return document.execCommand('copy');
  } catch {
    return false;
  } finally {
    field.remove();
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  }
}
