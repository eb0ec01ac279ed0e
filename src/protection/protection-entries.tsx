import { Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Protection } from '../../core/deletion/protection.ts';
import { protectionsQuery } from '../api/queries/models/protections.ts';
import { m } from '../messages/messages.js';
import { useMayDelete } from '../session/session-hooks.ts';
import { ErrorNotice } from '../ui/errors/error-notice.tsx';
import type { Protectable } from './protectable.ts';
import { ProtectionFacts } from './protection-facts.tsx';

/** Is told what is to be protected, or no more. */
export type OnProtect = (what: Protectable) => void;

/** What is to be said of what protects a name and its versions, once that is known. */
export function ProtectionsOfName(props: {
  name: string;
  children: (found: readonly Protection[]) => ReactNode;
}) {
  const found = useQuery(protectionsQuery([props.name]));
  return (
    <Stack gap={6} component="section">
      <Title order={3} size="sm">
        {m.protect_heading()}
      </Title>
      {found.isPending && <Skeleton height={18} width="60%" />}
      {found.isError && <ErrorNotice error={found.error} onRetry={() => found.refetch()} />}
      {found.data && props.children(found.data)}
    </Stack>
  );
}

/** What protects one thing, if anything does, and the way to change that. */
export function ProtectionEntry(props: {
  heading?: string;
  protection: Protection | undefined;
  of: Protectable;
  onProtect: OnProtect;
}) {
  const { heading, protection, of, onProtect } = props;
  const mayProtect = useMayDelete();
  return (
    <Group justify="space-between" align={protection ? 'flex-start' : 'center'} gap="sm" wrap="nowrap">
      <div>
        {heading !== undefined && (
          <Text size="sm" fw={600} component="h4">
            <bdi>{heading}</bdi>
          </Text>
        )}
        {protection ? (
          <ProtectionFacts protection={protection} />
        ) : (
          <Text size="sm" c="dimmed">
            {m.protect_none()}
          </Text>
        )}
      </div>
      {mayProtect && (
        <Button size="compact-sm" variant="default" style={{ flex: 'none' }} onClick={() => onProtect(of)}>
          {protection ? m.protect_lift_action() : m.protect_action()}
        </Button>
      )}
    </Group>
  );
}
