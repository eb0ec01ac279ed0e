import { queryOptions } from '@tanstack/react-query';
import { Overview } from '../../../../core/console-api/models/overview.ts';
import { http, parseAnswer } from '../../http/client.ts';
import { liveStaleTime } from '../../live/live-status.ts';
import { queryKeys } from '../query-keys.ts';

export type { Overview };

/** What there is in the project, and what wants somebody. */
export const overviewQuery = queryOptions({
  queryKey: queryKeys.overview,
  queryFn: async ({ signal }) => parseAnswer(Overview, (await http.get('/api/overview', { signal })).data),
  staleTime: liveStaleTime,
});
