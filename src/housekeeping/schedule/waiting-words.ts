import type { WaitingReason } from '../../../core/console-api/deletions/scheduled-runs.ts';
import { m } from '../../messages/messages.js';

/** Why something waits for a person that its rule would delete without one. */
export function waitingWords(why: WaitingReason): string {
  return WORDS[why]();
}

const WORDS: Record<WaitingReason, () => string> = {
  'over-versions': m.schedule_why_over_versions,
  'over-bytes': m.schedule_why_over_bytes,
  unsized: m.schedule_why_unsized,
  'no-rights': m.schedule_why_no_rights,
  remote: m.schedule_why_remote,
  changed: m.schedule_why_changed,
  refused: m.schedule_why_refused,
};
