import { servePort } from './serve-port.ts';

// The one that all tabs of the browser share. Each that comes brings a port.
addEventListener('connect', (event) => {
  if (event instanceof MessageEvent) for (const port of event.ports) servePort(port);
});
