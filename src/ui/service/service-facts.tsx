import { Text } from '@mantine/core';
import type { ServiceReference } from '../../../core/contract/service.ts';
import { m } from '../../messages/messages.js';
import { formatDate, isTime } from '../text/format.ts';

/** Whose a service is and since when, in plain sight; nothing where nothing is known. */
export function ServiceFacts({ service }: { service: ServiceReference }) {
  const words = serviceText(service);
  if (words.length === 0) return null;
  return (
    <Text size="xs" c="dimmed" component="span" style={{ overflowWrap: 'anywhere' }}>
      <bdi>{words.join(' · ')}</bdi>
    </Text>
  );
}

/** What is known of a service beside its name and status: whose it is, and since when. Empty when nothing is. */
export function serviceText({ owner = '', owner_name = '', publish_at }: ServiceReference): string[] {
  const who = owner_name || owner;
  return [
    ...(who === '' ? [] : [m.service_owned_by({ owner: who })]),
    ...(isTime(publish_at) ? [m.service_since({ date: formatDate(publish_at) })] : []),
  ];
}
