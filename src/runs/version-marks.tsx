import { useQueries, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { currentRunsQuery, runVersionsQuery } from '../api/queries/deletions/runs.ts';
import { isDeleting, runsOf } from './current-runs.ts';
import { type DeletingBy, deletingVersions } from './deleting.ts';

/**
 * Tells the list which versions of some names runs are about to delete: one request for each name, while the same runs are
 * about it.
 */
export function VersionMarks({ names }: { names: DeletingBy }) {
  const { data = [] } = useQuery({ ...currentRunsQuery, enabled: false });
  const runs = runsOf(data).filter(isDeleting);
  const idsOf = (name: string) =>
    runs.filter((run) => run.model_names.includes(name)).map((run) => run.deletion_id);
  const marks = useQueries({
    queries: [...names.keys()].map((name) => runVersionsQuery(name, idsOf(name))),
    combine: (answers) => {
      const versions = answers.flatMap(({ data: found = [] }) => found);
      return JSON.stringify(versions.map(({ model_id, deletion_id }) => [model_id, deletion_id]));
    },
  });
  useEffect(() => {
    deletingVersions.setState(new Map(JSON.parse(marks)), true);
    return () => deletingVersions.setState(new Map(), true);
  }, [marks]);
  return null;
}
