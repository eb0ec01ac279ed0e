/** Mantine's modal always says role="dialog"; one that interrupts says so by this. Source: ux.md, Delete. */
export function announceAsAlert(node: HTMLElement | null): void {
  node?.setAttribute('role', 'alertdialog');
}
