import type { KeyLogin } from '../identity/remote-credential.ts';
import type { UpstreamAnswer } from './upstream.ts';

/** The clocks that signatures are judged by. A registry whose clock is far from ours refuses each of ours as too old. */
export type RemoteClocks = {
  /** A login as it has to sign, as far as that is known. */
  known: (credential: KeyLogin) => KeyLogin;
  /** The same by the clock of an answer that refused it; undefined where that is no reason. */
  learn: (refused: KeyLogin, answer: Pick<UpstreamAnswer, 'headers'>) => KeyLogin | undefined;
};

/** Clocks that differ by less are not why a signature is refused. In ms. */
const MIN_SKEW_MS = 60_000;

/** Nothing is known of any clock yet. */
export function remoteClocks(): RemoteClocks {
  /** How far each is ahead of ours, by access key. In ms. */
  const skews = new Map<string, number>();
  return {
    known(credential) {
      const skew = skews.get(credential.access_key);
      return skew === undefined ? credential : { ...credential, skew };
    },
    learn(refused, { headers }) {
      const skew = Date.parse(String(headers.date)) - Date.now();
      // An answer without a date, or with one that is none, tells no clock.
      const isFar = Math.abs(skew) >= MIN_SKEW_MS;
      if (refused.skew !== undefined || !isFar) return undefined;
      skews.set(refused.access_key, skew);
      return { ...refused, skew };
    },
  };
}
