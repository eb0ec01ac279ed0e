import { useInterval } from '@mantine/hooks';
import { useState } from 'react';
import { serverNow } from '../../api/prefetch/server-clock.ts';

/** Now by the clock that the gateway's times are of, anew after each tick (ms): ages are of one clock. */
export function useServerNow(tick: number): number {
  const [now, setNow] = useState(serverNow);
  useInterval(() => setNow(serverNow()), tick, { autoInvoke: true });
  return now;
}
