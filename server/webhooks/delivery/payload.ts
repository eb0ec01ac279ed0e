import { createHash } from 'node:crypto';
import type { StoredActivity } from '../../activity/activities-after.ts';

/** What a message is of: an activity, or a test. */
type Told = {
  project_id: string;
  project_name: string;
  /** Null for a test. */
  activity: StoredActivity | null;
  /** When it came to be, in ms since the epoch. */
  made_at: number;
};

/**
 * The body of a message, the same to the letter whenever it is asked for: activities never change. Source: Standard Webhooks,
 * Payload structure.
 */
export function payloadOf({ project_id, project_name, activity, made_at }: Told): string {
  const project = { project_id, project_name };
  if (activity === null)
    return JSON.stringify({ type: 'test', timestamp: isoTime(made_at), data: { project } });
  const { activity_id, kind, at, actor, subject, count, facts } = activity;
  return JSON.stringify({
    type: kind,
    timestamp: isoTime(at),
    data: { project, activity_id, at, actor, subject, count, facts },
  });
}

/** The id of an activity's message to a webhook: it tells whoever gets it twice, however that came about. */
export function messageIdOf(webhook_id: string, { activity_id, at }: StoredActivity): string {
  // With its time: a number can be given out again after an older backup was restored.
  const digest = createHash('sha256').update(`${webhook_id} ${activity_id} ${at}`).digest('hex');
  return `msg_${digest.slice(0, 32)}`;
}

function isoTime(time: number): string {
  return new Date(time).toISOString();
}
