import { Loader } from '@mantine/core';
import type { Run } from '../../../core/console-api/deletions/runs.ts';
import { m } from '../../messages/messages.js';
import { useServerNow } from '../../ui/time/use-server-now.ts';
import classes from '../deletion.module.css';

type Waiting = NonNullable<Run['waiting']>;

/** How often the seconds are counted anew. In ms. */
const TICK_MS = 500;

/** What a run waits for by itself, and how long still. */
export function WaitingLine({ why, until }: Waiting) {
  const now = useServerNow(TICK_MS);
  const seconds = Math.max(0, Math.ceil(((until ?? now) - now) / 1000));
  return (
    <div className={classes.checked} role="status">
      <Loader size={14} /> {wordsFor(why, seconds)}
    </div>
  );
}

function wordsFor(why: Waiting['why'], seconds: number): string {
  switch (why) {
    case 'throttled':
      return m.waiting_throttled({ seconds });
    case 'unreachable':
      return m.waiting_unreachable({ seconds });
    case 'signed-out':
      return m.waiting_signed_out({ seconds });
    case 'doubt':
      return m.waiting_doubt();
    case 'turn':
      return m.waiting_turn();
    default:
      return why satisfies never;
  }
}
