import { expect, it } from 'vitest';
import { ACTIVITY_KINDS, AUDIT_KINDS } from './activity.ts';
import { WEBHOOK_KINDS } from './webhooks.ts';

it('lets webhooks be told of all that can happen in a project, and of nobody else', () => {
  const audit: readonly string[] = AUDIT_KINDS;
  const ofProjects = ACTIVITY_KINDS.filter((kind) => !audit.includes(kind));
  expect(WEBHOOK_KINDS.toSorted()).toEqual(ofProjects.toSorted());
});
