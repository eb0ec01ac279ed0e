import { normalId } from '../../../core/contract/id.ts';
import type { Call } from '../../../core/deletion/answer.ts';
import { type Impact, readStoredImpact } from '../../receipts/calls/impact.ts';
import { notSent } from '../transport/upstream-error.ts';
import { copiedAt, withCopyFallback } from './copy-fallback.ts';
import { listName } from './list-name.ts';
import { readVersion } from './read-version.ts';
import type { RemoteAccess } from './remote-access.ts';

/**
 * What a call can delete as the remote registry has it now, its services not looked up; where it cannot be asked, what the
 * copy has.
 *
 * @throws UpstreamRefusal when the remote registry has no such version, or wants somebody to sign in again; UpstreamError
 *   0012 (`NOT_SENT`) when nobody can tell what the call would delete: then none is sent.
 */
export async function readRemoteImpact(access: RemoteAccess, call: Call): Promise<Impact> {
  const { store, credential } = access;
  const impact = await withCopyFallback(
    () => readImpact(access, call),
    async (code) => {
      const copy = await readStoredImpact(store, credential.project_id, call);
      if (!copy) throw notSent(`what is to be deleted cannot be read (${code})`);
      return { ...copy, copied_at: await copiedAt(store, credential.project_id) };
    },
  );
  if (impact !== 'incomplete') return impact;
  throw notSent(
    'a cascade takes every version of the name, and the registry lists fewer than it says there are; delete version by version',
  );
}

async function readImpact(
  { upstream, credential }: RemoteAccess,
  { model_id, cascade }: Call,
): Promise<Impact | 'incomplete'> {
  const target = await readVersion(upstream, credential, model_id);
  if (!cascade) return { target, listed: [target], check: new Map() };
  const list = await listName(upstream, credential, target.model_name);
  if (!list.isWhole) return 'incomplete';
  const others = list.versions.filter((version) => normalId(version.model_id) !== normalId(model_id));
  return { target, listed: [target, ...others], check: new Map() };
}
