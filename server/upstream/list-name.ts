import {
  listVersionsOfName,
  MAX_PAGE_SIZE,
  ModelPage,
  type PageRequest,
  type VersionsOfName,
} from '../../core/contract/list-models.ts';
import type { Login } from './login.ts';
import { readJson } from './read-json.ts';
import type { Upstream } from './upstream.ts';
import { UpstreamError } from './upstream-error.ts';
import { requireSuccess } from './upstream-refusal.ts';

/** What a name has now, and whether the list is a proof against what it lacks. */
export type NameList = VersionsOfName & { isWhole: boolean };

/**
 * Every version of exactly one name as the remote registry has it now. The list is whole when it came on one page, that
 * had every row which it promised, and all of them could be read: between two pages a row may move past both.
 *
 * @throws UpstreamError when it cannot be read, UpstreamRefusal when the remote registry says no.
 */
export async function listName(upstream: Upstream, login: Login, name: string): Promise<NameList> {
  const pages: ModelPage[] = [];
  const list = await listVersionsOfName(name, async (request) => {
    const page = await readPage(upstream, login, request);
    pages.push(page);
    return page;
  });
  const [only, ...others] = pages;
  const isComplete =
    only !== undefined && others.length === 0 && only.rows < MAX_PAGE_SIZE && only.rows >= only.total_count;
  return { ...list, isWhole: isComplete && list.unreadable.length === 0 };
}

async function readPage(upstream: Upstream, login: Login, request: PageRequest): Promise<ModelPage> {
  const query = new URLSearchParams({
    ...request,
    offset: String(request.offset),
    limit: String(request.limit),
  });
  const answer = await upstream.ask(login, {
    method: 'GET',
    target: `/v1/${login.project_id}/models?${query}`,
    headers: { accept: 'application/json' },
    isUrgent: true,
  });
  const page = ModelPage.safeParse(await readJson(await requireSuccess(answer)));
  if (page.success) return page.data;
  throw new UpstreamError('Coppice.0010', 'The remote registry answered with what is no list of models.');
}
