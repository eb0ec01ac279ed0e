/**
 * Calls back when the tab is looked at for the first time, and again after nobody has seen it for a while. A tab that was
 * opened behind others waits until it is shown. Answers what ends this.
 *
 * @param graceMs how long a tab may be hidden before it counts as not seen, in ms.
 */
export function whileSeen(
  graceMs: number,
  { onSeen, onUnseen }: { onSeen: () => void; onUnseen: () => void },
): () => void {
  let isSeen = false;
  let falling: ReturnType<typeof setTimeout> | undefined;
  const sleep = () => {
    clearTimeout(falling);
    if (!isSeen) return;
    isSeen = false;
    onUnseen();
  };
  const watch = () => {
    clearTimeout(falling);
    if (document.hidden) falling = setTimeout(sleep, graceMs);
    else if (!isSeen) {
      isSeen = true;
      onSeen();
    }
  };
  document.addEventListener('visibilitychange', watch);
  // A page that is left may be kept as it is, and come back by the browser's Back.
  window.addEventListener('pagehide', sleep);
  window.addEventListener('pageshow', watch);
  watch();
  return () => {
    document.removeEventListener('visibilitychange', watch);
    window.removeEventListener('pagehide', sleep);
    window.removeEventListener('pageshow', watch);
    sleep();
  };
}
