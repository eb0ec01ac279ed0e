import { Progress, Text } from '@mantine/core';
import { m } from '../../messages/messages.js';
import { formatCount } from '../../ui/text/format.ts';
import type { LookUpProgress } from '../planning/look-up.ts';

/** As many models take a moment to be looked at. */
const MANY_NAMES = 50;

/** Whether looking at so many takes a while, so that it is told how far it is. */
export function takesAWhile({ outOf }: LookUpProgress): boolean {
  return outOf >= MANY_NAMES;
}

/** How many of a plan's models are looked at. */
export function LookUpLine({ looked, outOf }: LookUpProgress) {
  const said = m.delete_looked_at({ looked: formatCount(looked), outOf: formatCount(outOf) });
  return (
    <div>
      <Text size="sm" mb={6}>
        {said}
      </Text>
      <Progress value={(100 * looked) / outOf} aria-label={said} />
    </div>
  );
}
