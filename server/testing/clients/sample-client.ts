import { z } from 'zod';
import { SAMPLE_ACCOUNT, SAMPLE_PROJECT } from '../../sample/sample-people.ts';
import { httpClient } from './http-client.ts';
import { tokenOf } from './read-answer.ts';

const Token = z.object({ token: z.object({ project: z.object({ id: z.string() }) }) });
const Models = z.object({ models: z.array(z.object({ model_id: z.string() })) });

/** Signs the sample's operator in to a gateway that was started with the sample, and speaks for that project. */
export async function sampleClient(url: string) {
  const http = httpClient(url);
  const user = { name: 'operator', password: 'operator', domain: { name: SAMPLE_ACCOUNT } };
  const identity = { methods: ['password'], password: { user } };
  const body = { auth: { identity, scope: { project: { name: SAMPLE_PROJECT } } } };
  const signedIn = await http('POST', '/v3/auth/tokens', { body });
  const token = tokenOf(signedIn);
  const models = `/v1/${Token.parse(signedIn.body).token.project.id}/models`;
  return {
    listIds: async () => {
      const { body: page } = await http('GET', `${models}?limit=1000`, { token });
      return Models.parse(page).models.map((model) => model.model_id);
    },
    remove: (id: string) => http('DELETE', `${models}/${id}?cascade=false`, { token }),
  };
}
