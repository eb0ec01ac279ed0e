import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import {
  DecidedNames,
  DecidedNamesQuery,
  DryRun,
  type DryRunEvent,
  RuleBody,
} from '../../core/console-api/deletions/rules.ts';
import { MatchingVersions } from '../../core/console-api/models/model-groups.ts';
import { ApiError } from '../errors.ts';
import { type Caller, callerOf } from '../iam/caller.ts';
import type { Store } from '../store/schema.ts';
import { dryRunAsCsv, dryRunAsJson } from './export-dry-run.ts';
import { makeDryRun, type TriedRule } from './make-dry-run.ts';
import { listDecided, readDryRun, versionsToDelete } from './read-dry-run.ts';
import { readRule } from './read-rules.ts';
import { RuleParams } from './rule-routes.ts';

/** What is told of a copy before rules are asked of it; null for a registry in the database. */
export type CopyOf = (project_id: string) => Promise<DryRun['copy']>;

const DryRunParams = z.object({ dry_run_id: z.string().min(1).max(64) });

const ExportQuery = z.strictObject({ format: z.enum(['csv', 'json']) });

const TYPES = { csv: 'text/csv; charset=utf-8', json: 'application/json; charset=utf-8' } as const;

/** Dry runs of rules: made as a stream of lines, kept, read and exported. Nothing here deletes. */
export function dryRunRoutes(store: Store, copyOf: CopyOf): FastifyPluginAsyncZod {
  const limit = limitPerUser();
  return async (app) => {
    const stream = async (request: FastifyRequest, reply: FastifyReply, tried: Omit<TriedRule, 'copy'>) => {
      const caller = callerOf(request, 'modelarts:model:delete');
      const giveBack = limit.take(caller);
      const copy = await copyOf(caller.project_id).catch((error: unknown) => {
        giveBack();
        throw error;
      });
      const lines = linesOf(makeDryRun(store, caller, { ...tried, copy }), { log: request.log, reply });
      const body = Readable.from(lines, { objectMode: false }).once('close', giveBack);
      return (
        reply
          .type('application/x-ndjson')
          .header('cache-control', 'no-store')
          // Said to nginx, and heard by others: what is written goes out at once.
          .header('x-accel-buffering', 'no')
          .send(body)
      );
    };

    const trySchema = {
      summary: 'Dry-run a rule that is not kept (a line of JSON for each step)',
      body: RuleBody,
    };
    app.post('/api/rules/dry-run', { schema: trySchema }, (request, reply) =>
      stream(request, reply, { rule_id: null, rule: request.body.rule }),
    );

    const runSchema = { summary: 'Dry-run a rule (a line of JSON for each step)', params: RuleParams };
    app.post('/api/rules/:rule_id/dry-run', { schema: runSchema }, async (request, reply) => {
      const { project_id } = callerOf(request, 'modelarts:model:delete');
      const { rule_id, rule } = await readRule(store, project_id, request.params.rule_id);
      return stream(request, reply, { rule_id, rule });
    });

    await app.register(keptRoutes(store));
  };
}

/** What was kept of dry runs, for everybody in their project. */
function keptRoutes(store: Store): FastifyPluginAsyncZod {
  return async (app) => {
    const keyOf = (request: FastifyRequest<{ Params: z.infer<typeof DryRunParams> }>) => {
      const { project_id } = callerOf(request, 'modelarts:model:list');
      return { project_id, dry_run_id: request.params.dry_run_id };
    };

    const readSchema = { summary: 'Read a dry run', params: DryRunParams, response: { 200: DryRun } };
    app.get('/api/dry-runs/:dry_run_id', { schema: readSchema }, (request) => {
      const { project_id, dry_run_id } = keyOf(request);
      return readDryRun(store, project_id, dry_run_id);
    });

    const namesSchema = {
      summary: 'List what a dry run decided',
      params: DryRunParams,
      querystring: DecidedNamesQuery,
      response: { 200: DecidedNames },
    };
    app.get('/api/dry-runs/:dry_run_id/names', { schema: namesSchema }, async (request) => {
      const key = keyOf(request);
      await readDryRun(store, key.project_id, key.dry_run_id);
      return listDecided(store, key, request.query);
    });

    const versionsSchema = {
      summary: 'List the ids of the versions that a dry run would delete, as many as one deletion can plan',
      params: DryRunParams,
      response: { 200: MatchingVersions },
    };
    app.get('/api/dry-runs/:dry_run_id/candidates', { schema: versionsSchema }, (request) => {
      const { project_id, dry_run_id } = keyOf(request);
      return versionsToDelete(store, project_id, dry_run_id);
    });

    const exportSchema = { summary: 'Export a dry run', params: DryRunParams, querystring: ExportQuery };
    app.get('/api/dry-runs/:dry_run_id/export', { schema: exportSchema }, async (request, reply) => {
      const { project_id, dry_run_id } = keyOf(request);
      const { format } = request.query;
      const pieces = format === 'csv' ? dryRunAsCsv : dryRunAsJson;
      const dryRun = await readDryRun(store, project_id, dry_run_id);
      return reply
        .header(
          'content-disposition',
          `attachment; filename="coppice-dry-run-${dryRun.dry_run_id}.${format}"`,
        )
        .type(TYPES[format])
        .send(Readable.from(pieces(store, project_id, dryRun)));
    });
  };
}

/** Each step as a line. What fails is in the log, and the last line says that it failed. */
async function* linesOf(
  events: AsyncIterable<DryRunEvent>,
  { log, reply }: Pick<FastifyRequest, 'log'> & { reply: FastifyReply },
) {
  try {
    for await (const event of events) yield `${JSON.stringify(event)}\n`;
  } catch (error) {
    // Whoever stopped listening stopped it.
    if (reply.raw.closed) return;
    log.error({ err: error }, 'A dry run failed');
    yield `${JSON.stringify({ event: 'failed' } satisfies DryRunEvent)}\n`;
  }
}

/** Each reads a whole project. */
const MAX_AT_ONCE = 2;

function limitPerUser() {
  const counts = new Map<string, number>();
  return {
    /** @throws ApiError 0016 when the user has as many under way as one may. */
    take({ user_id }: Caller): () => void {
      const count = counts.get(user_id) ?? 0;
      if (count >= MAX_AT_ONCE)
        throw new ApiError(
          'Coppice.0016',
          `You have ${MAX_AT_ONCE} dry runs under way. Wait for one to end.`,
        );
      counts.set(user_id, count + 1);
      return () => {
        const left = (counts.get(user_id) ?? 1) - 1;
        if (left > 0) counts.set(user_id, left);
        else counts.delete(user_id);
      };
    },
  };
}
