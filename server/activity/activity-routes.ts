import { Readable } from 'node:stream';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import {
  ActivityPage,
  ActivityQuery,
  ExportActivityQuery,
  FeedAddress,
  FeedQuery,
  FeedState,
} from '../../core/console-api/activity/activity-requests.ts';
import { ownAddress } from '../http/own-address.ts';
import { callerOf } from '../iam/caller.ts';
import type { Store } from '../store/schema.ts';
import { atomFeed } from './atom-feed.ts';
import { activitiesAsCsv, activitiesAsJson } from './export-activities.ts';
import { listActivities } from './list-activities.ts';
import { makeFeed, readerOfFeed, readFeed, removeFeed } from './personal-feed.ts';

const TYPES = { csv: 'text/csv; charset=utf-8', json: 'application/json; charset=utf-8' } as const;

/** What happened: listed, exported, and the personal address of its feed. */
export function activityRoutes(store: Store): FastifyPluginAsyncZod {
  return async (app) => {
    const listSchema = {
      summary: 'List what happened',
      querystring: ActivityQuery,
      response: { 200: ActivityPage },
    };
    app.get('/api/activity', { schema: listSchema }, (request) =>
      listActivities(store, callerOf(request, 'modelarts:model:list'), request.query),
    );

    const exportSchema = { summary: 'Export what happened', querystring: ExportActivityQuery };
    app.get('/api/activity/export', { schema: exportSchema }, (request, reply) => {
      const caller = callerOf(request, 'modelarts:model:list');
      const { format, ...filters } = request.query;
      const pieces = format === 'csv' ? activitiesAsCsv : activitiesAsJson;
      return reply
        .header('content-disposition', `attachment; filename="coppice-activity.${format}"`)
        .type(TYPES[format])
        .send(Readable.from(pieces(store, caller, filters)));
    });

    const readSchema = { summary: 'Whether one has a feed of one’s own', response: { 200: FeedState } };
    app.get('/api/activity/feed', { schema: readSchema }, async (request) => ({
      created_at: await readFeed(store, callerOf(request, 'modelarts:model:list')),
    }));

    const makeSchema = { summary: 'Make an address of the feed', response: { 201: FeedAddress } };
    app.post('/api/activity/feed', { schema: makeSchema }, async (request, reply) => {
      const key = await makeFeed(store, callerOf(request, 'modelarts:model:list'));
      const address = `${ownAddress(request)}/api/activity.atom?key=${key}`;
      return reply.code(201).header('cache-control', 'no-store').send({ address });
    });

    const removeSchema = { summary: 'End the address of the feed', response: { 204: z.null() } };
    app.delete('/api/activity/feed', { schema: removeSchema }, async (request, reply) => {
      await removeFeed(store, callerOf(request, 'modelarts:model:list'));
      return reply.code(204).send(null);
    });
  };
}

/** What a feed shows: readers ask often enough. */
const FEED_LENGTH = 50;

/** The feed itself, for readers that cannot sign in: its address is the proof, which no log is told. */
export function feedRoute(store: Store, { isRemote }: { isRemote: boolean }): FastifyPluginAsyncZod {
  return async (app) => {
    const schema = { summary: 'Feed of what happened', querystring: FeedQuery };
    app.get('/api/activity.atom', { schema }, async (request, reply) => {
      const { key, language } = request.query;
      const reader = await readerOfFeed(store, key, isRemote);
      const { activities } = await listActivities(store, reader, { limit: FEED_LENGTH });
      const own = ownAddress(request);
      const { project_name } = reader;
      return reply
        .type('application/atom+xml; charset=utf-8')
        .header('cache-control', 'private, no-cache')
        .header('referrer-policy', 'no-referrer')
        .serializer(String)
        .send(atomFeed({ project_name, own, language, activities, now: Date.now() }));
    });
  };
}
