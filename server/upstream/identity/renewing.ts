import type { Upstream } from '../transport/upstream.ts';
import { UpstreamError } from '../transport/upstream-error.ts';
import type { RemoteCredentials } from './remote-credentials.ts';

/**
 * The same upstream, which retries a request that is answered with 401 once with a renewed credential, if there is one: a
 * 401 means that nothing was done. The answer says so (`isRenewed`).
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
      // Where IAM cannot be asked, the 401 is still what is known.
      const renewed = await remoteCredentials.renewed(credential, answer).catch(ignoreUpstreamError);
      if (!renewed) return answer;
      await answer.body.dump();
      return { ...(await upstream.ask(renewed, request)), isRenewed: true };
    },
  };
}

function ignoreUpstreamError(error: unknown): undefined {
  if (!(error instanceof UpstreamError)) throw error;
}
