import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { tokenOf } from '../../testing/clients/read-answer.ts';
import { registryClient } from '../../testing/clients/registry-client.ts';
import { runToItsEnd } from '../../testing/clients/run-to-its-end.ts';
import { startGateway, type TestGateway, type TestProject } from '../../testing/setup/start-gateway.ts';
import { issueToken } from './tokens.ts';

const Recorded = z.strictObject({
  source: z.string(),
  requests: z.array(
    z.strictObject({
      title: z.string(),
      request: z.strictObject({
        method: z.string(),
        path: z.string(),
        headers: z.record(z.string(), z.string()),
        body: z.unknown().optional(),
      }),
      status: z.number(),
    }),
  ),
});
const RECORDED = Recorded.parse(
  JSON.parse(readFileSync('server/testing/fixtures/openstack-requests.json', 'utf8')),
);

/** Debian's, as its packages are for no other. */
const PYTHON = '/usr/bin/python3';
const isThere = spawnSync(PYTHON, ['-c', 'import keystoneauth1, openstack']).status === 0;
const UNLESS_THERE = isThere
  ? ''
  : ' — SKIPPED: python3-keystoneauth1 and python3-openstacksdk are not installed';

let gateway: TestGateway;
let people: TestProject;

beforeAll(async () => {
  gateway = await startGateway();
  people = await gateway.newProject();
});
afterAll(() => gateway.close());

/** A version as somebody registered it who thought nothing of JSON in a string. */
async function registerLoosely(model_name: string): Promise<string> {
  const body = {
    model_name,
    model_version: '1.0.0',
    model_type: 'Custom',
    source_location: '/b/m',
    initial_config: '{"apis": [{"url": "/"}]}',
    model_metrics: '',
    input_params: [{ param_name: 'image', param_desc: '' }],
  };
  const answer = await registryClient(gateway, people).call('POST', '/models', body);
  return z.object({ model_id: z.string() }).parse(answer.body).model_id;
}

// One after the other, as they were sent: some change what later ones see.
describe("what Open Telekom Cloud's clients were recorded to send", () => {
  const words: Record<string, string> = {};
  const filled = (text: string) =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => words[name] ?? `no ${name}`);

  beforeAll(async () => {
    const { account, account_id, project, project_id, operator } = people;
    const unscoped = await issueToken(gateway.store, { user_id: operator.user_id, project_id: null });
    const model_id = await registerLoosely('recorded');
    Object.assign(words, {
      account,
      account_id,
      project,
      project_id,
      user_id: operator.user_id,
      token: operator.token,
      unscoped: unscoped.token,
      model_name: 'recorded',
      model_id,
    });
  });

  it.each(RECORDED.requests)('is answered: $title', async ({ request, status }) => {
    const { method, path, headers, body } = request;
    const { connection: _, 'content-length': __, ...sent } = headers;
    const answer = await gateway.http(method, filled(path), {
      headers: Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, filled(value)])),
      ...(body !== undefined && { body: filled(JSON.stringify(body)) }),
    });
    expect(answer.status, JSON.stringify(answer.body)).toBe(status);
    if (status !== 201) return;
    const token = tokenOf(answer);
    expect((await gateway.http('GET', '/v3/auth/projects', { token })).status).toBe(200);
  });
});

describe("Open Telekom Cloud's clients themselves", () => {
  it.skipIf(!isThere)(
    `sign in in every way, find the registry, read a detail, delete, check and revoke${UNLESS_THERE}`,
    { timeout: 180_000 },
    async () => {
      const model_id = await registerLoosely('detailed');
      const { account, account_id, project, project_id, operator } = people;
      const given = {
        url: gateway.url,
        account,
        account_id,
        project,
        project_id,
        model: 'detailed',
        user: 'operator',
        user_id: operator.user_id,
        password: 'operator',
      };
      const ended = await runToItsEnd(
        PYTHON,
        ['server/testing/clients/openstack-clients.py'],
        JSON.stringify(given),
      );
      expect([ended.code, ended.err]).toEqual([0, '']);
      const endpoint = `${gateway.url}/v1/${project_id}`;
      expect(JSON.parse(ended.out)).toEqual({
        'signing in': {
          'by names': 1,
          'by the id of the domain': 1,
          'by the id of the user': 1,
          'by a token without a project': 1,
          'with discovery from /v3': 1,
          'with discovery from the address alone': 1,
          'projects without a project': [project],
        },
        catalog: {
          identity: `${gateway.url}/v3`,
          iam: `${gateway.url}/v3`,
          modelarts: endpoint,
          modelartsv1: endpoint,
        },
        versions: [`${gateway.url}/v3/`],
        tokens: ['operator', 204, 404],
        registry: {
          listed: ['detailed', '1.0.0'],
          detail: ['detailed', { apis: [{ url: '/' }] }, {}, [{ url: '/' }], [{}]],
          services: [],
          projects: [project],
          afterwards: 404,
        },
      });
      const gone = await registryClient(gateway, people).call('GET', `/models/${model_id}`);
      expect(gone.status).toBe(404);
    },
  );
});
