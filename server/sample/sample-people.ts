import { stableId } from './stable-id.ts';

export const SAMPLE_ACCOUNT = 'coppice';
export const SAMPLE_PROJECT = 'demo';

/** The sample's users; their passwords are their names. Fixed ids tell them from people of the same name. */
export const SAMPLE_USERS = [
  { name: 'operator', role: 'operator', user_id: stableId('sample user operator') },
  { name: 'viewer', role: 'viewer', user_id: stableId('sample user viewer') },
  { name: 'admin', role: 'admin', user_id: stableId('sample user admin') },
] as const;

/** Colleagues who own some of the sample's services, and whom nobody can sign in as: what their passwords are nobody knows. */
export const SAMPLE_COLLEAGUES = [
  { name: 'maya', role: 'viewer', user_id: stableId('sample user maya') },
  { name: 'jonas', role: 'viewer', user_id: stableId('sample user jonas') },
] as const;
