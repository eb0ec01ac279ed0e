import { boundsOf, type CreatedSpan } from '../../../core/console-api/models/list-choices.ts';
import { m } from '../../messages/messages.js';
import { LOCALE } from '../text/format.ts';

/** The days that a list is filtered by, in UTC as they are: `1 Jun – 23 Aug 2026`, `before 25 Nov 2024`. */
export function formatCreated(span: CreatedSpan): string {
  const days = new Intl.DateTimeFormat(LOCALE, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const { from, to } = boundsOf(span);
  if (from === undefined) return m.overview_created_before({ day: days.format(to) });
  // The day before the first that is not meant: a span reads as the days that are.
  return to === undefined
    ? m.overview_created_since({ day: days.format(from) })
    : days.formatRange(from, to - 1);
}
