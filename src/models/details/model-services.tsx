import { Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ServiceCheck } from '../../../core/console-api/models/check-services.ts';
import type { ModelId } from '../../../core/contract/model.ts';
import { m } from '../../messages/messages.js';
import { CopyId } from '../../ui/copy/copy-id.tsx';
import { ServiceFacts } from '../../ui/service/service-facts.tsx';
import { ServiceMark } from '../../ui/service/service-mark.tsx';

/** What uses a version. That it could not be checked is said as that, never as "not in use". */
export function ModelServices({ check, id }: { check: UseQueryResult<ServiceCheck>; id: ModelId }) {
  const services = check.data?.services.get(id);
  return (
    <Stack gap={6} component="section">
      <Title order={3} size="sm">
        {m.services()}
      </Title>
      {check.isPending && <Skeleton height={18} width="60%" />}
      {!check.isPending && !services && (
        <Group gap="sm">
          <Text size="sm" c="var(--coppice-warn)">
            {m.services_unchecked()}
          </Text>
          <Button size="compact-xs" variant="default" onClick={() => check.refetch()}>
            {m.try_again()}
          </Button>
        </Group>
      )}
      {services?.length === 0 && (
        <Text size="sm" c="dimmed">
          {m.services_none()}
        </Text>
      )}
      {services?.map((service) => (
        <div key={service.service_id}>
          <Group gap="sm" justify="space-between" wrap="nowrap">
            <Text size="sm" component="span" miw={0}>
              <ServiceMark service={service} opensIn="place" />
            </Text>
            <CopyId id={service.service_id} />
          </Group>
          <ServiceFacts service={service} />
        </div>
      ))}
    </Stack>
  );
}
