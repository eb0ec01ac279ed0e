import { LiveEvent, SIGN_OF_LIFE } from '../../core/console/events.ts';
import { addressOf } from '../early/address-of.ts';
import { earlyAnswersCame } from '../early/early-answers.ts';
import { knownMark } from '../early/known-mark.ts';
import { http, isRefusedWith } from './client.ts';
import { setToldLive } from './live-status.ts';
import { waitForSignIn } from './sign-in-again.ts';
import { sleepWhileHidden } from './sleep-while-hidden.ts';

/** The first wait before a lost stream is opened again, and the longest, in ms: each is twice the one before. */
const FIRST_WAIT = 500;
const LONGEST_WAIT = 15_000;

/** After so long without a stream it is said that there is none. In ms. */
const DOWN_AFTER = 5_000;

/**
 * Follows the changes of the project, wherever they are made. A stream that is lost is opened anew, and the gateway
 * then tells what was missed, or that anything may have been. Answers what ends it.
 */
export function followChanges(onEvent: (event: LiveEvent) => void): () => void {
  let isFollowing = true;
  let source: EventSource | undefined;
  let waiting: number | undefined;
  let silence: number | undefined;
  let down: number | undefined;
  let failures = 0;
  let mark: string | undefined;

  const open = () => {
    if (!isFollowing) return;
    hangUp();
    watchDown();
    mark ??= knownMark();
    source = new EventSource(addressOf('/api/events', { since: mark }));
    source.onmessage = ({ data, lastEventId }) => {
      failures = 0;
      mark = lastEventId;
      calmDown();
      setToldLive(true);
      watchSilence();
      onEvent(LiveEvent.parse(JSON.parse(String(data))));
    };
    source.onerror = () => void comeBack();
    watchSilence();
  };

  // A connection can be dead without a word: then the signs of life stay away.
  const watchSilence = () => {
    clearTimeout(silence);
    silence = window.setTimeout(() => void comeBack(), 2 * SIGN_OF_LIFE);
  };

  const watchDown = () => {
    down ??= window.setTimeout(() => setToldLive(false), DOWN_AFTER);
  };

  const calmDown = () => {
    clearTimeout(down);
    down = undefined;
  };

  const hangUp = () => {
    source?.close();
    clearTimeout(silence);
    clearTimeout(waiting);
  };

  const comeBack = async () => {
    hangUp();
    watchDown();
    if (await isSignedOut()) await waitForSignIn();
    if (!isFollowing) return;
    waiting = window.setTimeout(open, Math.min(FIRST_WAIT * 2 ** failures, LONGEST_WAIT));
    failures += 1;
  };

  const pause = () => {
    isFollowing = false;
    hangUp();
    calmDown();
  };
  const goOn = () => {
    isFollowing = true;
    open();
  };

  // What is on its way since before has a mark as well.
  void earlyAnswersCame().then(open);
  // A browser has six connections for each host: a tab that nobody sees gives its own back.
  const stopSleeping = sleepWhileHidden(pause, goOn);
  return () => {
    stopSleeping();
    pause();
  };
}

/** An EventSource does not tell why it was refused. */
async function isSignedOut(): Promise<boolean> {
  try {
    await http.get('/api/session', { mayBeSignedOut: true });
    return false;
  } catch (error) {
    return isRefusedWith(401, error);
  }
}
