import { SIGN_OF_LIFE_MS } from '../../../../core/console-api/live/sign-of-life.ts';
import type { StreamAddress, Told } from './messages.ts';

/** The first wait before a lost stream is opened again, and the longest, in ms: each is twice the one before. */
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;

/** Who listens to a stream. After `onOver` nothing more comes. */
export type Listener = { onTold: (told: Told) => void; onLost: () => void; onOver: () => void };

/** A stream that is open, or on its way to be. */
export type ChangeStream = {
  /** If it waits before it tries again, it tries at once. */
  hurry: () => void;
  close: () => void;
};

/**
 * Follows the changes of the project that the browser is signed in to, wherever they are made. A stream that is lost is
 * opened anew, and the gateway then tells what was missed, or that anything may have been.
 *
 * @param since the position up to which changes are known.
 */
export function openChangeStream(address: StreamAddress, since: string, listener: Listener): ChangeStream {
  let source: EventSource | undefined;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let position = since;
  let isClosed = false;

  const open = () => {
    hangUp();
    source = new EventSource(`${address.events}?since=${encodeURIComponent(position)}`);
    source.onmessage = ({ data, lastEventId }) => {
      failures = 0;
      position = lastEventId;
      watchSilence();
      listener.onTold({ data: String(data), position });
    };
    source.onerror = () => void comeBack();
    watchSilence();
  };

  // A connection can be dead without a word: then the signs of life stay away.
  const watchSilence = () => {
    clearTimeout(silence);
    silence = setTimeout(() => void comeBack(), 2 * SIGN_OF_LIFE_MS);
  };

  const hangUp = () => {
    source?.close();
    clearTimeout(silence);
    clearTimeout(waiting);
    waiting = undefined;
  };

  const close = () => {
    isClosed = true;
    hangUp();
  };

  const comeBack = async () => {
    hangUp();
    listener.onLost();
    const isOver = await isSignedOut(address.session);
    if (isClosed) return;
    if (isOver) {
      close();
      return listener.onOver();
    }
    waiting = setTimeout(open, Math.min(FIRST_WAIT_MS * 2 ** failures, LONGEST_WAIT_MS));
    failures += 1;
  };

  open();
  return {
    hurry: () => {
      if (waiting !== undefined) open();
    },
    close,
  };
}

/** An EventSource does not tell why it was refused. */
async function isSignedOut(session: string): Promise<boolean> {
  try {
    return (await fetch(session)).status === 401;
  } catch {
    return false;
  }
}
