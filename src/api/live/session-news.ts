let channel: BroadcastChannel | undefined;

/** Between the tabs of a browser, which have one session. */
function openChannel(): BroadcastChannel {
  channel ??= new BroadcastChannel('coppice-session');
  return channel;
}

/** Tells the browser's other tabs that somebody has signed in or out. */
export function tellOtherTabs(): void {
  openChannel().postMessage('changed');
}

/** Calls back when somebody has signed in or out in another tab. Answers what ends this. */
export function hearOtherTabs(listener: () => void): () => void {
  const news = openChannel();
  news.addEventListener('message', listener);
  return () => news.removeEventListener('message', listener);
}
