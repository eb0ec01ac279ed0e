import type { FromTab, ToTab } from './messages.ts';

/** Whether the browser's tabs can share one stream. Chrome on Android could not for long. */
export const IS_SHARED = typeof SharedWorker === 'function';

/** The way to the stream that all tabs share, or else to one of this tab's own. */
export function joinStream(hear: (message: ToTab) => void): (message: FromTab) => void {
  const port = IS_SHARED ? sharedPort() : ownPort();
  port.onmessage = ({ data }: MessageEvent<ToTab>) => hear(data);
  return (message) => port.postMessage(message);
}

function sharedPort(): MessagePort {
  return new SharedWorker(new URL('./event-worker.ts', import.meta.url), {
    type: 'module',
    name: 'coppice-changes',
  }).port;
}

function ownPort(): MessagePort {
  const { port1, port2 } = new MessageChannel();
  // Where it does not come, nothing is told, and the list says that it is not live.
  void import('./serve-port.ts').then(({ servePort }) => servePort(port2)).catch(() => undefined);
  return port1;
}
