import { ErrorBody, NOT_SENT } from '../../../core/contract/errors.ts';
import type { Caller } from '../../iam/caller.ts';
import { findProtectionAgainst } from '../../protections/in-force.ts';
import { protectedBy } from '../../protections/refusal.ts';
import type { DeletionBackend } from '../../receipts/calls/deletion-route.ts';
import type { CallAnswer } from '../../receipts/calls/record-call.ts';
import type { Verification } from '../../receipts/verification/verification.ts';
import type { Store } from '../../store/schema.ts';
import type { RemoteCredential } from '../identity/remote-credential.ts';
import type { RemoteCredentials } from '../identity/remote-credentials.ts';
import { addressOf } from '../transport/address-of.ts';
import { headersToClient } from '../transport/forwarded-headers.ts';
import { readText } from '../transport/read-json.ts';
import { targetUrl } from '../transport/target-url.ts';
import type { Upstream } from '../transport/upstream.ts';
import { UpstreamError } from '../transport/upstream-error.ts';
import { parseOrNothing } from '../transport/upstream-refusal.ts';
import { listName } from './list-name.ts';
import type { RemoteAccess } from './remote-access.ts';
import { readRemoteFacts } from './remote-facts.ts';
import { readRemoteImpact } from './remote-impact.ts';

/** How long after it was noted a call may be sent. In ms. */
const SENT_WITHIN_MS = 10_000;

/** Room for twenty refusals, however long. In bytes. */
const MAX_ANSWER_BYTES = 1024 * 1024;

const RENEWED_CREDENTIAL = 'the registry answered 401 first, and it was sent again with a new token';

/** What deletions from a remote registry need. */
export type RemoteDeletionsOptions = {
  store: Store;
  upstream: Upstream;
  remoteCredentials: RemoteCredentials;
  verification: Verification;
  verifySoon: () => void;
  /** Is told of each deletion call that was sent, whatever came of it: what a name has may have changed. */
  invalidateName: (caller: Caller, model_name: string) => void;
};

/** Deletions from a remote registry: each call is sent once. */
export function remoteDeletions(options: RemoteDeletionsOptions): DeletionBackend {
  const { store, upstream, remoteCredentials, verification, verifySoon, invalidateName } = options;
  const accessOf = async (caller: Caller): Promise<RemoteAccess> => {
    return { store, upstream, credential: await remoteCredentials.of(caller) };
  };
  return {
    verification,
    verifySoon,
    affectedBy: async (caller, call) => readRemoteImpact(await accessOf(caller), call),
    facts: async (caller, plan) => readRemoteFacts(await accessOf(caller), plan),
    isFarAway: true,
    listVersions: async (caller, name) => listName(upstream, await remoteCredentials.of(caller), name),
    prepare: async (caller, { model_id, cascade, if_match }) => {
      const target = targetUrl(addressOf(['v1', caller.project_id, 'models', model_id], { cascade }));
      const credential = await remoteCredentials.of(caller);
      return async ({ sent_at, model_name }) => {
        const against = { model_id, model_name, cascade };
        const protection = await findProtectionAgainst(store, caller.project_id, against);
        // The remote registry knows nothing of it: nothing is sent there.
        if (protection) throw protectedBy(protection);
        const notAfter = sent_at + SENT_WITHIN_MS;
        const answer = await send(upstream, credential, { target, ifMatch: if_match, notAfter });
        return { ...answer, afterwards: () => invalidateName(caller, model_name) };
      };
    },
  };
}

/** A deletion call as it is sent: its condition, and the time after which it is sent no more, in ms since the epoch. */
type DeletionRequest = { target: string; ifMatch: string | undefined; notAfter: number };

/**
 * Sends a deletion call. The answer may be indeterminate: then it has no status, and a problem.
 *
 * @throws UpstreamError 0012 (`NOT_SENT`) when it was not sent, which is certain.
 */
async function send(
  upstream: Upstream,
  credential: RemoteCredential,
  { target, ifMatch, notAfter }: DeletionRequest,
): Promise<CallAnswer> {
  const condition = ifMatch === undefined ? {} : { 'if-match': ifMatch };
  const headers = { accept: 'application/json', ...condition };
  try {
    const answer = await upstream.ask(credential, {
      method: 'DELETE',
      target,
      headers,
      notAfter,
      isUrgent: true,
    });
    const text = await readText(answer, MAX_ANSWER_BYTES);
    if (saysNotSent(text)) {
      throw new UpstreamError('Coppice.0010', 'The remote registry answered as only this gateway can.');
    }
    // It goes on as UTF-8, whatever it came as.
    const { 'content-encoding': _, 'content-type': type, ...others } = headersToClient(answer.headers);
    const forwarded = { ...others, ...(type !== undefined && { 'content-type': withoutCharset(type) }) };
    // PostgreSQL cannot store a NUL character, which no JSON has.
    return {
      status: answer.statusCode,
      body: text.replaceAll('\0', '\ufffd'),
      headers: forwarded,
      ...(answer.isRenewed && { problem: RENEWED_CREDENTIAL }),
    };
  } catch (error) {
    if (!(error instanceof UpstreamError) || error.code === NOT_SENT) throw error;
    return { status: null, problem: error.message, told: error };
  }
}

/** "Nothing was sent" is for this gateway to say: a registry that says it has been asked. */
function saysNotSent(text: string): boolean {
  const error = ErrorBody.safeParse(parseOrNothing(text));
  return error.success && error.data.error_code === NOT_SENT;
}

function withoutCharset(type: string): string {
  return type.replace(/;\s*charset=[^;]*/i, '');
}
