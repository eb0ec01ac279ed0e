import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { VersionsOfNamesBody } from '../../core/console-api/models/versions-of-names.ts';
import { callerOf } from '../iam/caller.ts';
import { toListItem } from '../registry/models/model-row.ts';
import type { Store } from '../store/schema.ts';

/** Versions that fit in one answer: some three megabytes. */
const MAX_VERSIONS = 5_000;

/** What a deletion of many names is planned from. Only of a registry in the database: a remote one is asked for each name. */
export function versionsOfNamesRoutes(store: Store): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      '/api/names/versions',
      { schema: { summary: 'List all versions of names', body: VersionsOfNamesBody } },
      (request) => {
        const { project_id } = callerOf(request, 'modelarts:model:list');
        return versionsOfNames(store, project_id, request.body.names);
      },
    );
  };
}

async function versionsOfNames(store: Store, project_id: string, names: readonly string[]) {
  const fitting = await fittingOf(store, project_id, names);
  const rows = await store
    .selectFrom('models')
    .selectAll()
    .where('project_id', '=', project_id)
    .where(({ eb, val, fn }) => eb('model_name', '=', fn.any(val([...fitting]))))
    .orderBy('create_at')
    .orderBy('model_id')
    .execute();
  const byName = Map.groupBy(rows, (row) => row.model_name);
  return { lists: fitting.map((name) => (byName.get(name) ?? []).map(toListItem)) };
}

/** The first of the names, as many as have no more versions together than fit. */
async function fittingOf(store: Store, project_id: string, names: readonly string[]): Promise<string[]> {
  const summaries = await store
    .selectFrom('model_groups')
    .select(['model_name', 'versions'])
    .where('project_id', '=', project_id)
    .where(({ eb, val, fn }) => eb('model_name', '=', fn.any(val([...names]))))
    .execute();
  const versionsOf = new Map(summaries.map((row) => [row.model_name, row.versions]));
  let room = MAX_VERSIONS;
  const tooMany = names.findIndex((name) => {
    room -= versionsOf.get(name) ?? 0;
    return room < 0;
  });
  return names.slice(0, tooMany === -1 ? names.length : tooMany);
}
