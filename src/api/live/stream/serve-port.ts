import { openChangeStream } from './change-stream.ts';
import type { FromTab } from './messages.ts';
import { shareStream, type Tab } from './share-stream.ts';

const stream = shareStream(openChangeStream);

/** Has a tab at the other end of this port take part in the stream. */
export function servePort(port: MessagePort): void {
  const tab: Tab = (message) => port.postMessage(message);
  port.onmessage = ({ data }: MessageEvent<FromTab>) => stream.hear(tab, data);
  // A tab that dies says no goodbye; not every browser tells that it is gone.
  port.addEventListener('close', () => stream.leave(tab));
}
