import { connect, type Socket } from 'node:net';

/**
 * Sends text as it is, which no HTTP client would: addresses and headers that are wrong on purpose.
 *
 * @returns all that came back until the gateway hung up; an answer that asks to keep the connection never ends it.
 */
export function rawRequest(url: string, text: string): Promise<string> {
  return readToEnd(openSocket(url, text));
}

/** A connection to a gateway on which this was said so far. */
export function openSocket(url: string, text: string): Socket {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write(text);
  return socket;
}

/** All that comes until the other side hangs up, in whatever way it does. */
export function readToEnd(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    socket.setEncoding('utf8').on('data', (piece: string) => {
      text += piece;
    });
    // Who is hung up on while still sending may be told so by a reset.
    socket.on('error', () => {});
    socket.on('close', () => resolve(text));
  });
}
