import type { MirrorProblem } from '../../core/console/mirror.ts';
import { causeOf } from '../ui/error-catalogue.ts';

/** Why a reading came to no end: what its code means, as far as it is known, and the message and code as they came. */
export function problemText({ code, message }: MirrorProblem): string {
  const said = [causeOf(code), message].filter((part) => part !== undefined && part !== '');
  return `${said.join(' ')} (${code})`;
}
