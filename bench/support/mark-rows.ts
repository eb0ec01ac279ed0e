/**
 * Runs in a page before anything of its own: marks when the first row of its list has been painted and, whenever
 * that row is another afterwards, again (`rows-painted`); and each key that is pressed (`keystroke`).
 */
export function markRows(row: string): void {
  let seen: string | null | undefined;
  const markWhenPainted = () => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => performance.mark('rows-painted');
    // A message that is sent while a frame is made comes when it has been painted.
    requestAnimationFrame(() => port2.postMessage(null));
  };
  new MutationObserver(() => {
    const first = document.querySelector(row)?.textContent;
    if (!first || first === seen) return;
    seen = first;
    markWhenPainted();
  }).observe(document, { childList: true, subtree: true, characterData: true });
  window.addEventListener(
    'keydown',
    ({ timeStamp }) => performance.mark('keystroke', { startTime: timeStamp }),
    { capture: true },
  );
}
