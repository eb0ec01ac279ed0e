import { DELETION_HEADER } from '../../../core/console-api/deletions/receipts.ts';
import { must } from '../../../core/testing/must.ts';
import type { SeededProject } from '../fixtures/seed-project.ts';
import type { TestGateway } from '../setup/start-gateway.ts';

/** Routes that anybody may ask: they tell nothing of any project, or only by a secret in their address. */
const OPEN: ReadonlySet<string> = new Set([
  'GET /healthz',
  'GET /readyz',
  'GET /metrics',
  'GET /api/about',
  'GET /api/activity.atom',
  'POST /api/session',
  'POST /api/session/projects',
  'DELETE /api/session',
  'GET /v3',
  'GET /v3/',
  'POST /v3/auth/tokens',
]);

export function isOpen(route: string): boolean {
  return OPEN.has(route) || route.startsWith('GET /api/docs');
}

/** Routes that are about the people of the account, whom administrators alone may change. */
export function isAboutPeople(route: string): boolean {
  return route.includes(' /api/people');
}

/** Routes by which everybody looks after their own sessions, keys and password. */
export function isAboutOneself(route: string): boolean {
  return route.includes(' /api/me/');
}

export function isMutating(route: string): boolean {
  return !route.startsWith('GET ');
}

/** A rule that nobody else has. */
const RULE = { name: 'fresh', scope: { names: ['*'] }, keep: {}, delete: { failed: true } };

type Named = Pick<SeededProject, 'plan' | 'people'> & {
  ids: Pick<SeededProject['ids'], 'project_id' | 'model_id' | 'service_id' | 'deletion_id' | 'model_name'>;
};

/** A right body for every route that takes one: whoever adds a route adds its body here. */
const BODIES: { [route: string]: (named: Named) => unknown } = {
  'POST /v1/:project_id/models': () => ({
    model_name: 'fresh',
    model_version: '1.0.0',
    model_type: 'Custom',
    source_location: '/b/m',
  }),
  'POST /v1/:project_id/services': ({ ids }) => ({
    service_name: 'fresh',
    infer_type: 'batch',
    config: [{ model_id: ids.model_id, weight: 100 }],
  }),
  'POST /api/blockers': ({ ids }) => ({ model_ids: [ids.model_id] }),
  'POST /api/owner-names': ({ people }) => ({ owners: [people.operator.user_id] }),
  'PUT /api/protections': ({ ids }) => ({ model_id: ids.model_id, note: 'golden' }),
  'PUT /api/cleanup/exclusions': ({ ids }) => ({ model_id: ids.model_id, note: 'not this one' }),
  'POST /api/protections/find': ({ ids }) => ({ names: [ids.model_name] }),
  'POST /api/names/versions': ({ ids }) => ({ names: [ids.model_name] }),
  'POST /api/deletions': ({ plan }) => ({ plan }),
  'POST /api/deletions/:deletion_id/end': () => ({ ending: 'stopped' }),
  'POST /api/runs': ({ plan }) => ({ plan, start: { at: Date.now() + 3_600_000 } }),
  'POST /api/scheduled-runs/:scheduled_run_id/decline': () => ({ note: 'not yet' }),
  'POST /api/runs/:deletion_id/answer': () => ({ decision: 'stop' }),
  'POST /api/runs/:deletion_id/consent': ({ plan }) => ({ plan }),
  'POST /api/people': ({ ids }) => ({
    ...{ user_name: 'fresh', password: 'fresh words', project_id: ids.project_id, role: 'viewer' },
  }),
  'PUT /api/people/:user_id/role': ({ ids }) => ({ project_id: ids.project_id, role: 'none' }),
  'PUT /api/people/:user_id/password': () => ({ password: 'fresh words' }),
  'PUT /api/me/password': ({ people }) => ({
    old_password: people.operator.name,
    password: 'fresh words',
  }),
  'POST /api/webhooks': () => ({ name: 'fresh', url: 'http://127.0.0.1:1/', kinds: null }),
  'PUT /api/webhooks/:webhook_id': () => ({ name: 'other', url: 'http://127.0.0.1:1/', kinds: null }),
  'POST /api/webhooks/:webhook_id/resume': () => ({ from: 'now' }),
  'PUT /api/settings/grace-periods': () => ({ one_version: 1, more_versions: 2 }),
  'POST /api/rules': () => ({ rule: RULE }),
  'POST /api/rules/apply': () => ({ rules: [RULE] }),
  'POST /api/rules/dry-run': () => ({ rule: RULE }),
  'PUT /api/rules/:rule_id': () => ({ rule: RULE }),
  'POST /api/session': ({ people }) => ({
    account: people.account,
    user: 'viewer',
    password: 'viewer',
    project: people.project,
  }),
  'POST /api/session/projects': ({ people }) => ({
    account: people.account,
    user: 'viewer',
    password: 'viewer',
  }),
  'POST /v3/auth/tokens': ({ people }) => {
    const user = { name: 'viewer', password: 'viewer', domain: { name: people.account } };
    return { auth: { identity: { methods: ['password'], password: { user } } } };
  },
};

const QUERIES: { [route: string]: string | ((ids: Readonly<Record<string, string>>) => string) } = {
  'GET /api/runs/versions': ({ model_name = '' }) => `?name=${model_name}`,
  'GET /api/activity/export': '?format=json',
  'GET /api/cleanup/versions': '?reason=not-in-newest&newest=1',
  'GET /api/cleanup/selection': '?reason=not-in-newest&newest=1',
  'DELETE /api/cleanup/exclusions': ({ model_name = '' }) => `?model_name=${model_name}-kept`,
  'DELETE /api/protections': ({ model_name = '' }) => `?model_name=${model_name}-kept`,
  'GET /api/deletions/export': '?format=json',
  'GET /api/dry-runs/:dry_run_id/export': '?format=csv',
  'GET /api/deletions/:deletion_id/export': '?format=csv',
};

/** The address of a route with these ids in it. */
export function pathOf(route: string, ids: Readonly<Record<string, string>>): string {
  const pattern = route.slice(route.indexOf(' ') + 1);
  const run = ids[`run to ${pattern.split('/').at(-1)}`];
  const path = pattern.replace(/:(\w+)/g, (_, name: string) => {
    const own = pattern.startsWith('/api/me/') ? ids[`own_${name}`] : undefined;
    const id = (pattern.startsWith('/api/runs/') ? run : own) ?? ids[name];
    if (id === undefined) throw new Error(`No test knows what to say for ${name} in ${route}.`);
    return id;
  });
  const query = QUERIES[route] ?? '';
  return path + (typeof query === 'string' ? query : query(ids));
}

/** The method of a route, as `GET /v1/…` begins. */
export function methodOf(route: string): string {
  return must(route.split(' ', 1)[0]);
}

/** What came back; the text of a stream that never ends is not waited for. */
export type RouteAnswer = { status: number; headers: Headers; text: string; isStream: boolean };

/** Routes that are about a token: of whoever is asking, their own. */
const ABOUT_A_TOKEN: ReadonlySet<string> = new Set(['GET /v3/auth/tokens', 'DELETE /v3/auth/tokens']);

/** Asks a route for what is named, rightly in every way but who asks. */
export async function askRoute(
  gateway: TestGateway,
  route: string,
  named: Named,
  headers: Record<string, string>,
): Promise<RouteAnswer> {
  const body = BODIES[route]?.(named);
  const { 'x-auth-token': token = named.people.operator.token } = headers;
  const response = await fetch(gateway.url + pathOf(route, named.ids), {
    method: methodOf(route),
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(ABOUT_A_TOKEN.has(route) && { 'x-subject-token': token }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
  if (isStream) await response.body?.cancel();
  const text = isStream ? '' : await response.text();
  return { status: response.status, headers: response.headers, text, isStream };
}

/** Everything that can say who asks: a token and a session, from the console's own page, for a receipt. */
export function proofOf(gateway: TestGateway, token: string, session: string, deletion_id?: string) {
  return {
    'x-auth-token': token,
    cookie: `coppice_session=${session}`,
    origin: gateway.url,
    ...(deletion_id !== undefined && { [DELETION_HEADER]: deletion_id }),
  };
}
