import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import type { Rule } from '../../../core/housekeeping/rule.ts';
import { type DryRunProgress, makeDryRun } from '../../api/queries/deletions/make-dry-run.ts';
import { dryRunQuery } from '../../api/queries/deletions/rules.ts';
import { queryKeys } from '../../api/queries/query-keys.ts';
import { paths } from '../../app/paths.ts';

/** Where a dry run is. */
export type Trying =
  | { phase: 'none' }
  | { phase: 'under-way'; progress: DryRunProgress | undefined }
  | { phase: 'stopped' }
  | { phase: 'failed'; error: unknown };

/** What the page of a dry run is told by the rule that leads to it: its heading takes the focus. */
type Arrival = { isFresh: true };

/** Makes a dry run and goes on to what it said. Who leaves the page stops it. */
export function useDryRun() {
  const [trying, setTrying] = useState<Trying>({ phase: 'none' });
  const stopping = useRef<AbortController>(undefined);
  const navigate = useNavigate();
  const cache = useQueryClient();
  useEffect(() => () => stopping.current?.abort(), []);

  const begin = async (tried: { ruleId: string } | { rule: Rule }) => {
    const stop = new AbortController();
    stopping.current = stop;
    setTrying({ phase: 'under-way', progress: undefined });
    try {
      const done = await makeDryRun(
        tried,
        (progress) => setTrying({ phase: 'under-way', progress }),
        stop.signal,
      );
      cache.setQueryData(dryRunQuery(done.dry_run_id).queryKey, done);
      void cache.invalidateQueries({ queryKey: queryKeys.rules });
      await navigate(paths.dryRun(done.dry_run_id), { state: { isFresh: true } satisfies Arrival });
    } catch (error) {
      setTrying(stop.signal.aborted ? { phase: 'stopped' } : { phase: 'failed', error });
    }
  };
  return { trying, begin, stop: () => stopping.current?.abort() };
}
