import { stableId } from './stable-id.ts';

export const SAMPLE_ACCOUNT = 'coppice';
export const SAMPLE_PROJECT = 'demo';

/** The sample's users; their passwords are their names. Fixed ids tell them from people of the same name. */
export const SAMPLE_USERS = [
  { name: 'operator', role: 'operator', user_id: stableId('sample user operator') },
  { name: 'viewer', role: 'viewer', user_id: stableId('sample user viewer') },
] as const;
