import * as z from 'zod';
import { SAMPLE_ACCOUNT, SAMPLE_PROJECT } from '../../server/sample/sample-people.ts';

/** So many requests, so many of them under way at any moment; one in forty deletes a version. */
const REQUESTS = 2_000;
const AT_ONCE = 20;

const READS = [
  '/api/model-groups',
  '/api/model-groups?search=net',
  '/api/model-groups?search=yolo-speech-',
  '/api/model-groups?status=failed&in_use=yes',
  '/api/deletions',
  '/v1/:project_id/models?limit=100',
];
const Issued = z.object({ token: z.object({ project: z.object({ id: z.string() }) }) });
const Models = z.object({ models: z.array(z.object({ model_id: z.string() })) });

/** Keeps a gateway busy with what consoles and scripts ask for, as the operator of the sample's project. */
export async function loadGateway(url: string): Promise<void> {
  const { token, project_id } = await signIn(url);
  const ask = async (method: string, path: string) => {
    const answer = await fetch(url + path, { method, headers: { 'x-auth-token': token } });
    return await answer.text();
  };
  const models = `/v1/${project_id}/models`;
  const { models: doomed } = Models.parse(
    JSON.parse(await ask('GET', `${models}?limit=${REQUESTS / 40}&order=asc`)),
  );
  await keepBusy((index) => {
    const { model_id } = doomed[index / 40] ?? {};
    if (model_id !== undefined) return ask('DELETE', `${models}/${model_id}?cascade=false`);
    const read = READS[index % READS.length] ?? '/';
    return ask('GET', read.replace(':project_id', project_id));
  });
}

/** Makes the same number of requests of one address. */
export function loadAddress(url: string): Promise<void> {
  return keepBusy(async () => (await fetch(url)).text());
}

async function keepBusy(ask: (index: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const work = async () => {
    while (next < REQUESTS) await ask(next++);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

async function signIn(url: string): Promise<{ token: string; project_id: string }> {
  const user = { name: 'operator', password: 'operator', domain: { name: SAMPLE_ACCOUNT } };
  const identity = { methods: ['password'], password: { user } };
  const answer = await fetch(`${url}/v3/auth/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ auth: { identity, scope: { project: { name: SAMPLE_PROJECT } } } }),
  });
  const { token } = Issued.parse(await answer.json());
  return { token: answer.headers.get('x-subject-token') ?? '', project_id: token.project.id };
}
