import { createStore } from 'zustand/vanilla';

/** The text that could not be copied, for somebody to do by hand; undefined when there is none. */
export const leftToCopy = createStore<string | undefined>(() => undefined);

/**
 * Copies a text. Browsers give pages their clipboard in a secure context only, which plain http on a LAN is none: there
 * it is copied as from a field. Where that is refused as well, it is left to be copied by hand (`leftToCopy`).
 *
 * @returns whether it was copied.
 */
export async function copyText(text: string): Promise<boolean> {
  const isCopied = (await copyByClipboard(text)) || copyByCommand(text);
  leftToCopy.setState(isCopied ? undefined : text);
  return isCopied;
}

/** It was copied, or nobody wants it any more. */
export function forgetLeftToCopy(): void {
  leftToCopy.setState(undefined);
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
