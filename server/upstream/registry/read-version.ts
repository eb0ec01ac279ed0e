import { knownCode, NO_SUCH_MODEL } from '../../../core/contract/errors.ts';
import { isSameId } from '../../../core/contract/id.ts';
import { ModelListItem } from '../../../core/contract/model.ts';
import type { RemoteCredential } from '../identity/remote-credential.ts';
import { addressOf } from '../transport/address-of.ts';
import { readJson } from '../transport/read-json.ts';
import type { Upstream } from '../transport/upstream.ts';
import { UpstreamError } from '../transport/upstream-error.ts';
import { requireSuccess, UpstreamRefusal } from '../transport/upstream-refusal.ts';

/**
 * One version as the remote registry has it now.
 *
 * @throws UpstreamRefusal when the remote registry refuses, UpstreamError when its answer is not this version.
 */
export async function readVersion(
  upstream: Upstream,
  credential: RemoteCredential,
  model_id: string,
): Promise<ModelListItem> {
  const answer = await upstream.ask(credential, {
    method: 'GET',
    target: addressOf(['v1', credential.project_id, 'models', model_id]),
    headers: { accept: 'application/json' },
    isUrgent: true,
  });
  const version = ModelListItem.safeParse(await readJson(await requireSuccess(answer)));
  if (version.success && isSameId(version.data.model_id, model_id)) return version.data;
  throw new UpstreamError('Coppice.0010', 'The remote registry answered with what is not this version.');
}

/**
 * One version as the remote registry has it now, or `missing` where it says that there is none.
 *
 * @throws UpstreamRefusal when it refuses otherwise, UpstreamError when its answer is not this version.
 */
export async function findVersion(
  upstream: Upstream,
  credential: RemoteCredential,
  model_id: string,
): Promise<ModelListItem | 'missing'> {
  try {
    return await readVersion(upstream, credential, model_id);
  } catch (error) {
    if (error instanceof UpstreamRefusal && isMissing(error)) return 'missing';
    throw error;
  }
}

/** Whether the remote registry says that there is no such version. */
export function isMissing({ status, code }: UpstreamRefusal): boolean {
  return status === 404 && knownCode(code) === NO_SUCH_MODEL;
}
