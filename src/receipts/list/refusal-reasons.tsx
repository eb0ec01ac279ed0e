import { Text } from '@mantine/core';
import { m } from '../../messages/messages.js';
import { causeOf } from '../../ui/errors/error-catalogue.ts';
import { formatCount } from '../../ui/text/format.ts';

/** How many codes a row spells out. */
const SHOWN = 2;

/** Why versions were refused, the most frequent reason first, as far as a row has room. */
export function RefusalReasons({ refusals }: { refusals: Record<string, number> }) {
  const reasons = Object.entries(refusals).sort(([, a], [, b]) => b - a);
  return (
    <>
      {reasons.slice(0, SHOWN).map(([code, count]) => (
        <Text key={code} size="xs" c="var(--coppice-bad)">
          {reasonText(code, count)}
        </Text>
      ))}
      {reasons.length > SHOWN && (
        <Text size="xs" c="dimmed">
          {m.and_more({ count: formatCount(reasons.length - SHOWN) })}
        </Text>
      )}
    </>
  );
}

/** `ModelArts.3009 · A service uses it · 3 versions` */
function reasonText(code: string, count: number): string {
  const versions = m.count_versions({ count, shown: formatCount(count) });
  // In a row the cause is a phrase among others.
  return [code, causeOf(code)?.replace(/\.$/, ''), versions].filter(Boolean).join(' · ');
}
