import type { ActivityKind } from '../../../../core/console-api/activity/activity.ts';

/** What the log of activities is narrowed to. One that is absent narrows nothing. */
export type ActivityFilters = {
  /** Any of these. */
  person?: readonly string[];
  kind?: readonly ActivityKind[];
  name?: string;
};
