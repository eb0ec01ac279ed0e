import type { ServiceReference } from '../../../core/contract/service.ts';
import { m } from '../../messages/messages.js';
import { formatDate, isTime } from '../text/format.ts';

/** What is known of a service beside its name and status: whose it is, and since when. Empty when nothing is. */
export function serviceText({ owner = '', owner_name = '', publish_at }: ServiceReference): string[] {
  const who = owner_name || owner;
  return [
    ...(who === '' ? [] : [m.service_owned_by({ owner: who })]),
    ...(isTime(publish_at) ? [m.service_since({ date: formatDate(publish_at) })] : []),
  ];
}
