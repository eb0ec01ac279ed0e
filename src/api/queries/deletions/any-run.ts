import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod';
import { http, parseAnswer } from '../../http/client.ts';
import { liveStaleTime } from '../../live/live-status.ts';
import { prefetchAhead } from '../../prefetch/prefetched.ts';
import { queryKeys } from '../query-keys.ts';

/** As much of the answer as tells whether there is any: what a run is comes with the code that shows it. */
const AnyRuns = z.object({ runs: z.array(z.unknown()) });

/** Whether the project has a run that is not over, or ended a short while ago. */
export const anyRunQuery = queryOptions({
  queryKey: queryKeys.anyRun,
  queryFn: async ({ signal }) => {
    // Asked for by the browser itself: for this alone the client would not be loaded.
    prefetchAhead('/api/runs');
    return parseAnswer(AnyRuns, (await http.get('/api/runs', { signal })).data).runs.length > 0;
  },
  staleTime: liveStaleTime,
});
