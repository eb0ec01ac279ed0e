import type { RunQuestion } from '../../../core/console-api/deletions/runs.ts';
import { printable } from '../printable.ts';

/** Versions that are named in a question; there can be thousands. */
const MAX_NAMED = 10;

/** What a run asks: a name has versions that nobody confirmed. */
export function questionText({ name, added }: RunQuestion): string {
  const versions = added.slice(0, MAX_NAMED).map((version) => printable(version.model_version));
  const more = added.length > MAX_NAMED ? ` and ${added.length - MAX_NAMED} more` : '';
  return `${printable(name)} has versions that are not in the plan: ${versions.join(', ')}${more}.`;
}
