import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { OpenedDeletion, PostedPlan, ReceiptSummary } from '../../core/console-api/deletions/receipts.ts';
import {
  AnswerRunBody,
  GracePeriods,
  RunStart,
  RunVersions,
  RunVersionsQuery,
} from '../../core/console-api/deletions/runs.ts';
import { callerOf } from '../iam/caller.ts';
import { DeletionParams } from '../receipts/deletion-params.ts';
import { listCurrentRuns } from '../receipts/reading/list-receipts.ts';
import { ruleOfDryRun } from '../schedules/consent.ts';
import { answerRun, consentAnew, continueRun, sendNow, stopRun, takeOverRun } from './intervene.ts';
import type { RunContext } from './run-context.ts';
import { listRunVersions } from './run-versions.ts';
import { readGracePeriods, writeGracePeriods } from './settings.ts';
import { startRun } from './start-run.ts';

/** A plan can name thousands of versions. In bytes. */
const MAX_PLAN_BYTES = 10 * 1024 * 1024;

const NOTHING = { 204: z.null() };

/** Runs that the gateway carries out: begun with a confirmed plan, listed, and what can be done to them. */
export function runRoutes(context: RunContext): FastifyPluginAsyncZod {
  return async (app) => {
    const startSchema = {
      summary: 'Carry out a plan',
      body: z.strictObject({
        plan: PostedPlan,
        start: RunStart.default('usual'),
        /** The dry run that found what is to go: its rule is on the receipt. */
        dry_run_id: z.string().min(1).max(64).optional(),
      }),
      response: { 201: OpenedDeletion },
    };
    app.post('/api/runs', { bodyLimit: MAX_PLAN_BYTES, schema: startSchema }, async (request, reply) => {
      const caller = callerOf(request, 'modelarts:model:delete');
      const { plan, start, dry_run_id } = request.body;
      const rule =
        dry_run_id === undefined ? undefined : await ruleOfDryRun(context.store, caller, dry_run_id, plan);
      const deletion_id = await startRun(context, caller, plan, { start, rule });
      return reply.code(201).send({ deletion_id });
    });

    const simple = {
      stop: { summary: 'Stop or cancel a run', act: stopRun },
      'send-now': { summary: 'Begin a run that waits for its time', act: sendNow },
      'take-over': { summary: "Have a run go on in one's own name", act: takeOverRun },
      continue: { summary: 'Go on with what an ended run left', act: continueRun },
    };
    for (const [verb, { summary, act }] of Object.entries(simple)) {
      const schema = { summary, params: DeletionParams, response: NOTHING };
      app.post(`/api/runs/:deletion_id/${verb}`, { schema }, async (request, reply) => {
        const caller = callerOf(request, 'modelarts:model:delete');
        await act(context, { caller, ...request.params });
        return reply.code(204).send(null);
      });
    }

    const answerSchema = {
      summary: "Answer a run's question",
      params: DeletionParams,
      body: AnswerRunBody,
      response: NOTHING,
    };
    app.post('/api/runs/:deletion_id/answer', { schema: answerSchema }, async (request, reply) => {
      const caller = callerOf(request, 'modelarts:model:delete');
      await answerRun(context, { caller, ...request.params, ...request.body });
      return reply.code(204).send(null);
    });

    const consentSchema = {
      summary: 'Confirm the plan of a run as it is by now',
      params: DeletionParams,
      body: z.strictObject({ plan: PostedPlan }),
      response: NOTHING,
    };
    app.post(
      '/api/runs/:deletion_id/consent',
      { bodyLimit: MAX_PLAN_BYTES, schema: consentSchema },
      async (request, reply) => {
        const caller = callerOf(request, 'modelarts:model:delete');
        await consentAnew(context, { caller, ...request.params, ...request.body });
        return reply.code(204).send(null);
      },
    );
    await app.register(listRoutes(context));
    await app.register(settingRoutes(context));
  };
}

/** What runs there are, and what they are about. */
function listRoutes({ store }: RunContext): FastifyPluginAsyncZod {
  return async (app) => {
    const listSchema = {
      summary: 'List current runs',
      response: { 200: z.object({ runs: z.array(ReceiptSummary) }) },
    };
    app.get('/api/runs', { schema: listSchema }, async (request) => {
      const { project_id } = callerOf(request, 'modelarts:model:list');
      return { runs: await listCurrentRuns(store, project_id) };
    });

    const versionsSchema = {
      summary: 'List the versions of a name that runs are about to delete',
      querystring: RunVersionsQuery,
      response: { 200: RunVersions },
    };
    app.get('/api/runs/versions', { schema: versionsSchema }, (request) => {
      const { project_id } = callerOf(request, 'modelarts:model:list');
      return listRunVersions(store, project_id, request.query.name);
    });
  };
}

/** What a project has set about its runs. */
function settingRoutes({ store }: RunContext): FastifyPluginAsyncZod {
  return async (app) => {
    const readSchema = { summary: 'How long a deletion can be taken back', response: { 200: GracePeriods } };
    app.get('/api/settings/grace-periods', { schema: readSchema }, (request) =>
      readGracePeriods(store, callerOf(request, 'modelarts:model:list').project_id),
    );

    const writeSchema = {
      summary: 'Set how long a deletion can be taken back',
      body: GracePeriods,
      response: { 200: GracePeriods },
    };
    app.put('/api/settings/grace-periods', { schema: writeSchema }, async (request) => {
      await writeGracePeriods(store, callerOf(request, 'modelarts:model:delete'), request.body);
      return request.body;
    });
  };
}
