import type { Call } from '../../core/deletion/answer.ts';
import type { Reach } from '../receipts/own-reach.ts';
import { listName } from './list-name.ts';
import type { Login } from './login.ts';
import { readVersion } from './read-version.ts';
import type { Upstream } from './upstream.ts';
import { notSent, UpstreamError } from './upstream-error.ts';

/**
 * What a call can reach as the remote registry has it now, its services not looked up.
 *
 * @throws UpstreamRefusal when the remote registry has no such version or says no, UpstreamError 0012 when it cannot be
 *   read: then no deletion is sent.
 */
export async function readRemoteReach(
  upstream: Upstream,
  login: Login,
  { model_id, cascade }: Call,
): Promise<Reach> {
  try {
    const target = await readVersion(upstream, login, model_id);
    const { versions } = cascade ? await listName(upstream, login, target.model_name) : { versions: [] };
    const others = versions.filter((version) => version.model_id !== model_id);
    return { target, listed: [target, ...others], check: new Map() };
  } catch (error) {
    if (error instanceof UpstreamError) throw notSent(`what is to be deleted cannot be read (${error.code})`);
    throw error;
  }
}
