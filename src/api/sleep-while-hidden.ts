/** How long a tab may be hidden before it sleeps, in ms. */
const HIDDEN_AFTER = 60_000;

/** Calls back when nobody has seen the tab for a while, and when it is looked at again. Answers what ends this. */
export function sleepWhileHidden(onSleep: () => void, onWake: () => void): () => void {
  let isAsleep = false;
  let falling: number | undefined;
  const sleep = () => {
    isAsleep = true;
    onSleep();
  };
  const watch = () => {
    clearTimeout(falling);
    if (document.hidden) falling = window.setTimeout(sleep, HIDDEN_AFTER);
    else if (isAsleep) {
      isAsleep = false;
      onWake();
    }
  };
  document.addEventListener('visibilitychange', watch);
  return () => {
    document.removeEventListener('visibilitychange', watch);
    clearTimeout(falling);
  };
}
