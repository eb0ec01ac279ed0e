import { Text } from '@mantine/core';
import type { ServiceReference } from '../../../core/contract/service.ts';
import { serviceText } from './service-text.ts';

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
