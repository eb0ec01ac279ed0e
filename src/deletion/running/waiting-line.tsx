import { Loader } from '@mantine/core';
import { useInterval } from '@mantine/hooks';
import { useState } from 'react';
import type { Wait } from '../../../core/deletion/run.ts';
import { m } from '../../messages/messages.js';
import classes from '../deletion.module.css';

/** What a run waits for, and how long still. */
export function WaitingLine({ why, until }: { why: Wait; until: number }) {
  const [now, setNow] = useState(Date.now);
  useInterval(() => setNow(Date.now()), 500, { autoInvoke: true });
  const seconds = Math.max(0, Math.ceil((until - now) / 1000));
  return (
    <div className={classes.checked} role="status">
      <Loader size={14} /> {wordsFor(why, seconds)}
    </div>
  );
}

function wordsFor(why: Wait, seconds: number): string {
  switch (why) {
    case 'throttled':
      return m.waiting_throttled({ seconds });
    case 'unreachable':
      return m.waiting_unreachable({ seconds });
    case 'signed-out':
      return m.waiting_signed_out({ seconds });
    case 'doubt':
      return m.waiting_doubt();
    default:
      return why satisfies never;
  }
}
