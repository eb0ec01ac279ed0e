import { BasicCredentials } from '@huaweicloud/huaweicloud-sdk-core/auth/BasicCredentials.js';
import { ClientBuilder } from '@huaweicloud/huaweicloud-sdk-core/ClientBuilder.js';
import type { HcClient, HttpRequestOptions } from '@huaweicloud/huaweicloud-sdk-core/HcClient.js';
import { Region } from '@huaweicloud/huaweicloud-sdk-core/region/region.js';
import {
  AuthScope,
  AuthScopeProject,
  IamClient,
  KeystoneCreateUserTokenByPasswordRequest,
  KeystoneCreateUserTokenByPasswordRequestBody,
  PwdAuth,
  PwdIdentity,
  PwdPassword,
  PwdPasswordUser,
  PwdPasswordUserDomain,
} from '@huaweicloud/huaweicloud-sdk-iam/v3/public-api.js';
import { describe, expect, it } from 'vitest';
import { ModelPage } from '../../../core/contract/versions-of-name.ts';
import { first } from '../../../core/testing/must.ts';
import { setUpGateway } from '../../testing/setup/set-up-gateway.ts';
import { addAccessKey } from './access-keys.ts';

const ctx = setUpGateway();

async function credentials() {
  const { store, secret } = ctx.gateway;
  const key = await addAccessKey(store, secret, ctx.project.operator.user_id);
  return new BasicCredentials().withAk(key.access_key).withSk(key.secret_key);
}

function tokenRequest() {
  const domain = new PwdPasswordUserDomain(ctx.project.account);
  const user = new PwdPasswordUser(domain, 'operator', 'operator');
  const identity = new PwdIdentity(['password']).withPassword(new PwdPassword(user));
  const project = new AuthScopeProject().withName(ctx.project.project);
  const auth = new PwdAuth(identity).withScope(new AuthScope().withProject(project));
  const body = new KeystoneCreateUserTokenByPasswordRequestBody(auth);
  return new KeystoneCreateUserTokenByPasswordRequest().withBody(body);
}

/** Calls ModelArts as the SDK's generated clients call their services; it has none for ModelArts. */
function modelArts(given: BasicCredentials, region?: Region) {
  const builder = new ClientBuilder((client: HcClient) => client).withCredential(given);
  const client = (region ? builder.withRegion(region) : builder.withEndpoint(ctx.gateway.url)).build();
  const call = (method: string, url: string, more: Partial<HttpRequestOptions> = {}) =>
    client.sendRequest({
      method,
      url,
      contentType: 'application/json',
      queryParams: {},
      pathParams: {},
      headers: {},
      ...more,
    });
  return {
    list: async (query: Record<string, unknown>) =>
      ModelPage.parse(await call('GET', '/v1/{project_id}/models', { queryParams: query })),
    create: (body: Record<string, unknown>) => call('POST', '/v1/{project_id}/models', { data: body }),
    remove: (model_id: string, cascade: boolean) =>
      call('DELETE', '/v1/{project_id}/models/{model_id}', {
        pathParams: { model_id },
        queryParams: { cascade },
      }),
  };
}

describe("Huawei Cloud's SDK", () => {
  it('signs in by password, and lists the projects of its user', async () => {
    const iam = IamClient.newBuilder()
      .withCredential(await credentials())
      .withEndpoint(ctx.gateway.url)
      .build();
    const answer = await iam.keystoneCreateUserTokenByPassword(tokenRequest());
    expect(answer.httpStatusCode).toBe(201);
    expect(answer).toMatchObject({
      token: { user: { name: 'operator' }, project: { id: ctx.project.project_id } },
      'X-Subject-Token': expect.stringMatching(/^[\w-]{43}$/),
    });

    const { projects } = await iam.keystoneListAuthProjects();
    expect(projects).toMatchObject([{ id: ctx.project.project_id, name: ctx.project.project }]);
  });

  it('creates, lists and deletes models, with a receipt in the name of the user of its key', async () => {
    const client = modelArts((await credentials()).withProjectId(ctx.project.project_id));
    for (const model_version of ['1.0.0', '1.0.1']) {
      const model = { model_name: 'pose', model_version, model_type: 'Custom', source_location: '/桶/模型' };
      await client.create({ ...model, description: "it's 100% (new) * ~" });
    }
    const found = await client.list({
      model_name: 'pose',
      description: '% (new) * ~',
      limit: 10,
      order: 'asc',
    });
    expect(found.models.map((model) => model.model_version)).toEqual(['1.0.0', '1.0.1']);

    const ids = found.models.map((model) => model.model_id);
    const deleted = await client.remove(first(ids), true);
    expect(deleted).toMatchObject({ delete_success_list: ids, delete_failed_list: [] });
    expect(await client.list({})).toMatchObject({ total_count: 0, models: [] });

    const { token } = ctx.project.operator;
    const receipts = await ctx.gateway.http('GET', '/api/deletions', { token });
    expect(receipts.body).toMatchObject({
      deletions: [{ user_name: 'operator', source: 'api', result: 'all', model_names: ['pose'] }],
    });
  });

  it('finds its project by the name of its region', async () => {
    const given = (await credentials()).withIamEndpoint(ctx.gateway.url);
    const client = modelArts(given, new Region(ctx.project.project, ctx.gateway.url));
    expect(await client.list({})).toMatchObject({ total_count: 0 });
  });
});
