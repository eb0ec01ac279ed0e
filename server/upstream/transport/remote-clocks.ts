import type { KeyCredential } from '../identity/remote-credential.ts';
import type { UpstreamAnswer } from './upstream.ts';

/**
 * The clock skew that signatures are made with. A registry whose clock is far from ours refuses each of ours as expired.
 */
export type RemoteClocks = {
  /** A credential with the skew that is known for it, if one is. */
  adjust: (credential: KeyCredential) => KeyCredential;
  /** The same with the skew of an answer that refused it; undefined where that is no reason to sign anew. */
  learn: (refused: KeyCredential, answer: Pick<UpstreamAnswer, 'headers'>) => KeyCredential | undefined;
};

/** Clocks that differ by less are not why a signature is refused. In ms. */
const MIN_SKEW_MS = 60_000;

/** No skew is known yet. */
export function remoteClocks(): RemoteClocks {
  /** How far each is ahead of ours, by access key. In ms. */
  const skews = new Map<string, number>();
  return {
    adjust(credential) {
      const skew = skews.get(credential.access_key);
      return skew === undefined ? credential : { ...credential, skew };
    },
    learn(refused, { headers }) {
      const skew = Date.parse(String(headers.date)) - Date.now();
      // An answer without a date, or with one that is none, has no skew.
      const isFar = Math.abs(skew) >= MIN_SKEW_MS;
      if (refused.skew !== undefined || !isFar) return undefined;
      skews.set(refused.access_key, skew);
      return { ...refused, skew };
    },
  };
}
