import type { ModelListItem } from '../../../core/contract/model.ts';
import {
  listVersionsOfName,
  ModelPage,
  type PageRequest,
  type VersionsOfName,
} from '../../../core/contract/versions-of-name.ts';
import type { RemoteCredential } from '../identity/remote-credential.ts';
import { addressOf } from '../transport/address-of.ts';
import { readJson } from '../transport/read-json.ts';
import type { Upstream } from '../transport/upstream.ts';
import { UpstreamError } from '../transport/upstream-error.ts';
import { requireSuccess } from '../transport/upstream-refusal.ts';

/**
 * What a name has now, and whether the list proves that what it lacks is gone: it does when it is whole and came on one
 * page. Between two pages a row may move past both. `others` came along under other names,
 * and `unreadableRows`, as JSON, under none that could be read.
 */
export type NameList = VersionsOfName & {
  isProof: boolean;
  others: ModelListItem[];
  unreadableRows: string[];
};

/**
 * Every version of exactly one name as the remote registry has it now.
 *
 * @throws UpstreamError when its first page cannot be read, UpstreamRefusal when the remote registry refuses it.
 */
export async function listName(
  upstream: Upstream,
  credential: RemoteCredential,
  name: string,
): Promise<NameList> {
  let pages = 0;
  const others: ModelListItem[] = [];
  const unreadableRows: string[] = [];
  const list = await listVersionsOfName(name, async (request) => {
    pages += 1;
    const page = await readPage(upstream, credential, request);
    others.push(...page.models.filter((model) => model.model_name !== name));
    unreadableRows.push(...page.unreadableRows);
    return page;
  });
  return { ...list, others, unreadableRows, isProof: list.isWhole && pages === 1 };
}

async function readPage(
  upstream: Upstream,
  credential: RemoteCredential,
  request: PageRequest,
): Promise<ModelPage> {
  const answer = await upstream.ask(credential, {
    method: 'GET',
    target: addressOf(['v1', credential.project_id, 'models'], request),
    headers: { accept: 'application/json' },
    isUrgent: true,
  });
  const page = ModelPage.safeParse(await readJson(await requireSuccess(answer)));
  if (page.success) return page.data;
  throw new UpstreamError('Coppice.0010', 'The remote registry answered with what is no list of models.');
}
