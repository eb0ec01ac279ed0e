import type { MirrorProblem } from '../../core/console/mirror.ts';
import { causeOf, nextStepOf } from '../ui/error-catalogue.ts';

/** Why a reading came to no end: what its code means and asks for, as far as it is known, and its own words. */
export function problemText({ code, message }: MirrorProblem): string {
  const words = message === '' ? '' : `“${message}”`;
  return [causeOf(code), nextStepOf(code), words, `(${code})`].filter(Boolean).join(' ');
}
