import type { Protection } from '../../core/deletion/protection.ts';
import { m } from '../messages/messages.js';
import { formatTime } from '../ui/text/format.ts';

/** Until when something is protected, in words. */
export function endInWords({ until }: Pick<Protection, 'until'>): string {
  return until === null ? m.protect_until_lifted() : m.protect_until({ time: formatTime(until) });
}

/** Who protects it, and until when: `Protected by ana, until somebody lifts it`. */
export function protectionFact({ model_id, model_name, user_name, until }: Protection): string {
  const end = endInWords({ until });
  return model_id === ''
    ? m.protect_fact_name({ name: model_name, user: user_name, end })
    : m.protect_fact({ user: user_name, end });
}

/** What is protected, in words: a version, or all of a name. */
export function subjectInWords({ name, version }: { name: string; version?: string | undefined }): string {
  return version === undefined ? m.protect_whole({ name }) : m.protect_version({ name, version });
}
