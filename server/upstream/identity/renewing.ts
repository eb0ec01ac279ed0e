import type { Upstream } from '../transport/upstream.ts';
import { UpstreamError } from '../transport/upstream-error.ts';
import type { RemoteCredentials } from './remote-credentials.ts';

/**
 * The same upstream, but that a request which is answered with 401 is made once more, if there is another login for it: a
 * 401 means that nothing was done. Whoever asked is told so by the answer (`isRenewed`).
 */
export function renewing(
  upstream: Upstream,
  remoteCredentials: Pick<RemoteCredentials, 'renewed'>,
): Upstream {
  return {
    ...upstream,
    async ask(credential, request) {
      const answer = await upstream.ask(credential, request);
      if (answer.statusCode !== 401) return answer;
      // An IAM that cannot be asked has no other login: the 401 is still what is known.
      const renewed = await remoteCredentials.renewed(credential, answer).catch(nothingOfUpstream);
      if (!renewed) return answer;
      await answer.body.dump();
      return { ...(await upstream.ask(renewed, request)), isRenewed: true };
    },
  };
}

function nothingOfUpstream(error: unknown): undefined {
  if (!(error instanceof UpstreamError)) throw error;
}
