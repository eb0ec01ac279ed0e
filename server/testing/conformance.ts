import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import * as z from 'zod';
import { insertModels } from '../registry/insert-models.ts';
import { refreshGroups } from '../registry/refresh-groups.ts';
import type { Store } from '../store/schema.ts';

const Model = z.object({
  ...{ model_id: z.string(), model_name: z.string(), model_version: z.string() },
  ...{ model_type: z.string(), model_status: z.string(), model_size: z.number(), description: z.string() },
  ...{ owner: z.string(), tenant: z.string(), create_at: z.number(), subscription_id: z.string().nullable() },
  detail: z.record(z.string(), z.unknown()),
});
const Service = z.object({
  ...{ service_id: z.string(), service_name: z.string(), infer_type: z.string(), status: z.string() },
  ...{ owner: z.string(), tenant: z.string(), description: z.string() },
  ...{ publish_at: z.number(), transition_at: z.number() },
});

/** A request and its answer. In strings, `{project_id}`, `{uuid}` and `{text}` stand for what differs from run to run. */
const Example = z.strictObject({
  title: z.string(),
  /** What it shows of one side only: of our own registry, or of how a remote one is read. */
  only: z.enum(['own', 'remote']).optional(),
  request: z.strictObject({
    as: z.enum(['operator', 'viewer', 'nobody']),
    method: z.string(),
    path: z.string(),
    body: z.unknown().optional(),
  }),
  response: z.strictObject({
    status: z.number(),
    headers: z.record(z.string(), z.string()).default({}),
    body: z.unknown(),
  }),
});
export type Example = z.infer<typeof Example>;

/** The contract by example: a registry, and what it answers to requests that follow each other. */
export const CONFORMANCE = z
  .strictObject({
    source: z.string(),
    registry: z.strictObject({
      models: z.array(Model),
      services: z.array(Service),
      uses: z.array(z.strictObject({ service_id: z.string(), model_id: z.string(), weight: z.number() })),
    }),
    examples: z.array(Example),
  })
  .parse(JSON.parse(readFileSync('core/contract/conformance.json', 'utf8')));

/** Puts the registry of the examples into a project. */
export function loadConformance(store: Store, project_id: string): Promise<void> {
  const { models, services, uses } = CONFORMANCE.registry;
  return store.transaction().execute(async (trx) => {
    await insertModels(trx, project_id, models);
    const inProject = <T extends object>(row: T) => ({ ...row, project_id });
    await trx.insertInto('services').values(services.map(inProject)).execute();
    await trx.insertInto('service_models').values(uses.map(inProject)).execute();
    await refreshGroups(trx, project_id, [...new Set(models.map((model) => model.model_name))]);
  });
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What an answer has to be like, to be compared with. */
export function like(value: unknown, project_id: string): unknown {
  if (value === '{uuid}') return expect.stringMatching(UUID);
  if (value === '{text}') return expect.stringMatching(/\w+ \w+/);
  if (typeof value === 'string') return value.replaceAll('{project_id}', project_id);
  if (Array.isArray(value)) return value.map((part) => like(part, project_id));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, like(part, project_id)]));
}
