import { Text } from '@mantine/core';
import type { Cleanup, Suggestion } from '../../core/console-api/models/cleanup.ts';
import { m } from '../messages/messages.js';
import { formatCount, formatList, formatSize } from '../ui/text/format.ts';
import classes from './cleanup.module.css';

/** What can be freed without touching anything in use: by the reason that frees the most, as one version can have several. */
export function Headline({
  cleanup,
  largest,
}: {
  cleanup: Cleanup;
  largest: { suggestion: Suggestion } | undefined;
}) {
  const size = largest?.suggestion.model_size ?? 0;
  const count = largest?.suggestion.versions ?? 0;
  return (
    <div>
      <p className={classes.freeable} role="status">
        {size > 0 && m.cleanup_headline({ size: formatSize(size) })}
        {size === 0 && count > 0 && m.cleanup_headline_unsized({ count, shown: formatCount(count) })}
        {count === 0 && m.cleanup_headline_none()}
      </p>
      <Text size="sm" c="dimmed" className={classes.lead}>
        {m.sentences({ first: m.cleanup_lead(), second: neverWords(cleanup) })}
      </Text>
    </div>
  );
}

/** What is never suggested, with how much of it was told by people. */
function neverWords({ protected: guarded, excluded }: Cleanup): string {
  const said = (sum: Cleanup['protected']) =>
    formatList([
      ...(sum.names > 0 ? [m.count_names({ count: sum.names, shown: formatCount(sum.names) })] : []),
      ...(sum.versions > 0
        ? [m.count_versions({ count: sum.versions, shown: formatCount(sum.versions) })]
        : []),
    ]);
  const isAny = (sum: Cleanup['protected']) => sum.names + sum.versions > 0;
  return m.cleanup_never({
    protected: isAny(guarded)
      ? m.cleanup_never_protected({ what: said(guarded) })
      : m.cleanup_never_protected_none(),
    excluded: isAny(excluded)
      ? m.cleanup_never_excluded({ what: said(excluded) })
      : m.cleanup_never_excluded_none(),
  });
}
