import { ErrorBody, NOT_SENT } from '../../../core/contract/errors.ts';
import type { Call } from '../../../core/deletion/answer.ts';
import type { Caller } from '../../iam/caller.ts';
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
import { readRemoteFacts } from './remote-facts.ts';
import { readRemoteImpact } from './remote-impact.ts';

/** How long a call may wait after it was noted, before it is not sent any more. In ms. */
const LEAVES_WITHIN_MS = 10_000;

/** Twenty refusals, however wordy. In bytes. */
const MAX_ANSWER_BYTES = 1024 * 1024;

const SENT_AGAIN = 'the registry answered 401 first, and it was sent again with a new token';

/** Told of each deletion call that was sent, whatever came of it: what a name has may have changed. */
export type InvalidatedNames = (caller: Caller, model_name: string) => void;

/** Deletions from a remote registry: each call is sent once. */
export function remoteDeletions(
  store: Store,
  upstream: Upstream,
  remoteCredentials: RemoteCredentials,
  { verification, verifySoon }: { verification: Verification; verifySoon: () => void },
  touched: InvalidatedNames,
): DeletionBackend {
  return {
    verification,
    verifySoon,
    affectedBy: async (caller, call) =>
      readRemoteImpact(store, upstream, await remoteCredentials.of(caller), call),
    facts: async (caller, plan) => readRemoteFacts(store, upstream, await remoteCredentials.of(caller), plan),
    isFarAway: true,
    listVersions: async (caller, name) => listName(upstream, await remoteCredentials.of(caller), name),
    prepare: async (caller, call) => {
      const { model_id, cascade } = call;
      const target = targetUrl(addressOf(['v1', caller.project_id, 'models', model_id], { cascade }));
      const credential = await remoteCredentials.of(caller);
      return async ({ sent_at, model_name }) => {
        const answer = await send(upstream, credential, target, call, sent_at + LEAVES_WITHIN_MS);
        return { ...answer, afterwards: () => touched(caller, model_name) };
      };
    },
  };
}

/**
 * What came of a call that was sent; maybe nothing that is certain.
 *
 * @throws UpstreamError 0012 when it was not sent: that is certain.
 */
async function send(
  upstream: Upstream,
  credential: RemoteCredential,
  target: string,
  { if_match }: Call,
  notAfter: number,
): Promise<CallAnswer> {
  const condition = if_match === undefined ? {} : { 'if-match': if_match };
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
    const passed = { ...others, ...(type !== undefined && { 'content-type': withoutCharset(type) }) };
    // PostgreSQL cannot store a NUL character, which no JSON has.
    return {
      ...{ status: answer.statusCode, body: text.replaceAll('\0', '\ufffd'), headers: passed },
      ...(answer.isRenewed && { problem: SENT_AGAIN }),
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
