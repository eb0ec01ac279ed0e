import { LiveEvent } from '../../../core/console-api/live/events.ts';
import { waitForSignIn } from '../http/reauthentication.ts';
import { BASE } from '../prefetch/base.ts';
import { prefetchedAnswersCame } from '../prefetch/prefetched.ts';
import { streamPosition } from '../prefetch/stream-position.ts';
import { toldLive } from './live-status.ts';
import { beginAnew, standingOf } from './same-session.ts';
import { IS_SHARED, joinStream } from './stream/join-stream.ts';
import type { FromTab, ToTab } from './stream/messages.ts';
import { whileSeen } from './stream/while-seen.ts';

/** After so long without a stream it is said that there is none. In ms. */
const DOWN_AFTER_MS = 5_000;

/** How long a hidden tab goes on. One that has a stream of its own gives its connection back at once. In ms. */
const HIDDEN_FOR_MS = IS_SHARED ? 60_000 : 0;

const ADDRESS = { events: `${BASE}/api/events`, session: `${BASE}/api/session` };

/**
 * Follows the changes of the project, wherever they are made, while somebody looks at this tab; later it is told what it
 * missed, or that anything may have changed. All tabs of a browser share one stream (docs/decisions/023). Answers what
 * ends it.
 *
 * @param who the person and the project that the page is for.
 */
export function followChanges(who: string, onEvent: (event: LiveEvent) => void): () => void {
  let isOver = false;
  let isFollowing = false;
  let say: ((message: FromTab) => void) | undefined;
  let position: string | undefined;
  const outage = watchOutage();

  const hear = (message: ToTab) => {
    if (!isFollowing) return;
    switch (message.say) {
      case 'told':
        position = message.position;
        outage.end();
        toldLive.setState(true);
        return onEvent(LiveEvent.parse(JSON.parse(message.data)));
      case 'lost':
        return outage.begin();
      case 'over':
        return void followAgain();
      default:
        return message satisfies never;
    }
  };

  const follow = () => {
    isFollowing = true;
    outage.begin();
    position ??= streamPosition();
    say ??= joinStream(hear);
    say({ say: 'follow', position, who, address: ADDRESS });
  };
  const pause = () => {
    isFollowing = false;
    outage.end();
    say?.({ say: 'leave' });
  };
  /** The stream was another person's, or nobody's any more. */
  const followAgain = async () => {
    if (!isFollowing) return;
    outage.begin();
    const standing = await standingOf(who);
    if (standing === 'somebody else') return beginAnew();
    if (standing === 'not known') return void setTimeout(followAgain, DOWN_AFTER_MS);
    if (standing === 'nobody') await waitForSignIn();
    if (isFollowing) follow();
  };

  let stopWatching = () => {};
  // What is on its way since before has a position as well.
  void prefetchedAnswersCame().then(() => {
    if (!isOver) stopWatching = whileSeen(HIDDEN_FOR_MS, { onSeen: follow, onUnseen: pause });
  });
  return () => {
    isOver = true;
    stopWatching();
  };
}

/** Tells that nothing is told live once an outage has gone on for a while. */
function watchOutage(): { begin: () => void; end: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    begin: () => {
      timer ??= setTimeout(() => toldLive.setState(false), DOWN_AFTER_MS);
    },
    end: () => {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
