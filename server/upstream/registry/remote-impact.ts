import { normalId } from '../../../core/contract/id.ts';
import type { Call } from '../../../core/deletion/answer.ts';
import { type Impact, readStoredImpact } from '../../receipts/calls/impact.ts';
import type { Store } from '../../store/schema.ts';
import type { RemoteCredential } from '../identity/remote-credential.ts';
import type { Upstream } from '../transport/upstream.ts';
import { notSent } from '../transport/upstream-error.ts';
import { listName } from './list-name.ts';
import { copiedAt, orCopy } from './or-copy.ts';
import { readVersion } from './read-version.ts';

/**
 * What a call can reach as the remote registry has it now, its services not looked up; where it cannot be asked, what the
 * copy has.
 *
 * @throws UpstreamRefusal when the remote registry has no such version, or wants somebody to sign in again; UpstreamError
 *   0012 when nobody can tell what the call would reach: then no deletion is sent.
 */
export async function readRemoteImpact(
  store: Store,
  upstream: Upstream,
  credential: RemoteCredential,
  call: Call,
): Promise<Impact> {
  const reached = await orCopy(
    () => askForReach(upstream, credential, call),
    async (why) => {
      const copy = await readStoredImpact(store, credential.project_id, call);
      if (!copy) throw notSent(`what is to be deleted cannot be read (${why})`);
      return { ...copy, copied_at: await copiedAt(store, credential.project_id) };
    },
  );
  if (reached !== 'short') return reached;
  throw notSent(
    'a cascade takes every version of the name, and the registry lists fewer than it says there are; delete version by version',
  );
}

async function askForReach(
  upstream: Upstream,
  credential: RemoteCredential,
  { model_id, cascade }: Call,
): Promise<Impact | 'short'> {
  const target = await readVersion(upstream, credential, model_id);
  if (!cascade) return { target, listed: [target], check: new Map() };
  const list = await listName(upstream, credential, target.model_name);
  if (!list.isWhole) return 'short';
  const others = list.versions.filter((version) => normalId(version.model_id) !== normalId(model_id));
  return { target, listed: [target, ...others], check: new Map() };
}
