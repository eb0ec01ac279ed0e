import { SIGN_OF_LIFE_MS } from '../../../core/console-api/live/sign-of-life.ts';
import type { Ended } from '../../iam/users/end-access.ts';
import type { Streams } from '../../iam/users/streams-ended.ts';
import { countOf } from '../count-of.ts';
import type { NamedUser } from './user-values.ts';

type Outcome = {
  ended: Ended | undefined;
  abandoned?: readonly string[];
  hasLostAdmin?: boolean;
} & Streams;

/** How many things ended. */
export function countAll({ ended, streams }: Outcome): number {
  return streams + (ended ? ended.sessions + ended.tokens + ended.keys : 0);
}

/** Says what ended of somebody's access, and what it leaves behind. */
export function tellEnded(
  { user, account }: NamedUser,
  { ended, streams, silent, abandoned = [], hasLostAdmin = false }: Outcome,
): void {
  if (ended) {
    const counts = [
      countOf(ended.sessions, 'session'),
      countOf(ended.tokens, 'token'),
      countOf(ended.keys, 'access key'),
      countOf(streams, 'event stream'),
    ];
    console.log(`Ended: ${counts.join(', ')}.`);
  }
  if (silent > 0) {
    const gateways = `${countOf(silent, 'gateway')} did not answer in time`;
    console.log(`${gateways}: what is streamed to ${user} there ends within ${SIGN_OF_LIFE_MS / 1000} s.`);
  }
  for (const project of abandoned) {
    console.log(
      `Nobody is an operator of ${project} any more: nothing can be deleted there until somebody is.`,
    );
  }
  if (hasLostAdmin) {
    console.log(
      `Nobody is an administrator of ${account} any more: its people are changed by this command alone until somebody is.`,
    );
  }
}
