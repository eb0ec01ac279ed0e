import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import {
  Cleanup,
  CleanupQuery,
  CleanupSelection,
  ExcludeBody,
  Exclusion,
  ExclusionPage,
  ExclusionsQuery,
  IncludeQuery,
  SelectionQuery,
  SuggestedPage,
  SuggestedQuery,
} from '../../core/console-api/models/cleanup.ts';
import type { CleanupSettings } from '../../core/housekeeping/suggest.ts';
import { callerOf } from '../iam/caller.ts';
import type { Store } from '../store/schema.ts';
import { countKeptOut } from './count-kept-out.ts';
import { exclude, include, listExclusions } from './exclusions.ts';
import { readKeptOut } from './kept-out.ts';
import { listSuggested } from './list-suggested.ts';
import { readFree, readSuggestions } from './read-suggestions.ts';
import { selectVersions } from './select-versions.ts';

/** What is told of a copy; null for a registry in the database. */
type CopyOf = (project_id: string) => Promise<Cleanup['copy']>;

const NOTHING = { versions: 0, model_size: 0, unsized: 0 };
const NO_SUGGESTION = { ...NOTHING, left_out: 0 };
const NO_SUGGESTIONS: Cleanup['suggestions'] = {
  failed: NO_SUGGESTION,
  'not-in-newest': NO_SUGGESTION,
  old: NO_SUGGESTION,
  copy: NO_SUGGESTION,
  idle: NO_SUGGESTION,
};

/** What can go, and what is left out of that. Everybody reads it; nothing here deletes. */
export function cleanupRoutes(store: Store, copyOf: CopyOf): FastifyPluginAsyncZod {
  const scopeOf = async (project_id: string, settings: CleanupSettings) => {
    const now = Date.now();
    const [copy] = await Promise.all([copyOf(project_id), countKeptOut(store, project_id, now)]);
    return { scope: { project_id, settings, now }, copy, areUsesKnown: copy?.are_services_known ?? true };
  };
  return async (app) => {
    const readSchema = { summary: 'How much can go', querystring: CleanupQuery, response: { 200: Cleanup } };
    app.get('/api/cleanup', { schema: readSchema }, async (request) => {
      const { project_id } = callerOf(request, 'modelarts:model:list');
      const { scope, copy, areUsesKnown } = await scopeOf(project_id, request.query);
      const [keptOut, suggestions, free] = await Promise.all([
        readKeptOut(store, project_id),
        areUsesKnown ? readSuggestions(store, scope) : NO_SUGGESTIONS,
        areUsesKnown ? readFree(store, project_id) : NOTHING,
      ]);
      return { suggestions, free, ...keptOut, copy };
    });

    const listSchema = {
      summary: 'List what can go for a reason',
      querystring: SuggestedQuery,
      response: { 200: SuggestedPage },
    };
    app.get('/api/cleanup/versions', { schema: listSchema }, async (request) => {
      const { project_id } = callerOf(request, 'modelarts:model:list');
      const { reason, cursor, limit, ...settings } = request.query;
      const { scope, areUsesKnown } = await scopeOf(project_id, settings);
      if (!areUsesKnown) return { versions: [], next_cursor: null };
      return listSuggested(store, scope, { reason, cursor, limit });
    });

    const selectSchema = {
      summary: 'List the ids of what can go for a reason, as many as one deletion can plan',
      querystring: SelectionQuery,
      response: { 200: CleanupSelection },
    };
    app.get('/api/cleanup/selection', { schema: selectSchema }, async (request) => {
      const { project_id } = callerOf(request, 'modelarts:model:list');
      const { reason, bytes, ...settings } = request.query;
      const { scope, areUsesKnown } = await scopeOf(project_id, settings);
      if (!areUsesKnown)
        return { names: [], picked: NOTHING, smaller: NOTHING, is_short: bytes !== undefined };
      return selectVersions(store, scope, { reason, bytes });
    });

    await app.register(exclusionRoutes(store));
  };
}

/** What is left out, by whom and why: everybody reads it, operators change it. */
function exclusionRoutes(store: Store): FastifyPluginAsyncZod {
  return async (app) => {
    const listSchema = {
      summary: 'List what is left out of suggestions',
      querystring: ExclusionsQuery,
      response: { 200: ExclusionPage },
    };
    app.get('/api/cleanup/exclusions', { schema: listSchema }, (request) => {
      const { project_id } = callerOf(request, 'modelarts:model:list');
      return listExclusions(store, project_id, request.query);
    });

    const putSchema = {
      summary: 'Leave a version or a name out of suggestions',
      body: ExcludeBody,
      response: { 200: Exclusion },
    };
    app.put('/api/cleanup/exclusions', { schema: putSchema }, (request) =>
      exclude(store, callerOf(request, 'modelarts:model:delete'), request.body),
    );

    const deleteSchema = {
      summary: 'Suggest a version or a name again',
      querystring: IncludeQuery,
      response: { 204: z.null() },
    };
    app.delete('/api/cleanup/exclusions', { schema: deleteSchema }, async (request, reply) => {
      await include(store, callerOf(request, 'modelarts:model:delete'), request.query);
      return reply.code(204).send(null);
    });
  };
}
