import { Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Protection } from '../../../core/deletion/protection.ts';
import { protectionFinder } from '../../../core/deletion/protection.ts';
import { protectionsQuery } from '../../api/queries/protections.ts';
import { m } from '../../messages/messages.js';
import { ownProtection, type Protectable } from '../../protection/protectable.ts';
import { ProtectionFacts } from '../../protection/protection-facts.tsx';
import { useMayDelete } from '../../session/session-hooks.ts';
import { ErrorNotice } from '../../ui/errors/error-notice.tsx';

type OnProtect = (what: Protectable) => void;

/** What protects a version: itself, or its name. */
export function VersionProtection(props: { of: Required<Protectable>; onProtect: OnProtect }) {
  const { of, onProtect } = props;
  return (
    <Protections name={of.name}>
      {(found) => {
        const protection = protectionFinder(found)({ model_id: of.version.id, model_name: of.name });
        return (
          <Entry
            protection={protection}
            of={protection?.model_id === '' ? { name: of.name } : of}
            onProtect={onProtect}
          />
        );
      }}
    </Protections>
  );
}

/** What protects a name as a whole, and which of its versions are protected by themselves. */
export function NameProtections({ name, onProtect }: { name: string; onProtect: OnProtect }) {
  return (
    <Protections name={name}>
      {(found) => (
        <>
          <Entry protection={ownProtection({ name }, found)} of={{ name }} onProtect={onProtect} />
          {found
            .filter(({ model_id }) => model_id !== '')
            .map((protection) => {
              const version = { id: protection.model_id, number: protection.model_version };
              return (
                <Entry
                  key={protection.model_id}
                  heading={protection.model_version}
                  protection={protection}
                  of={{ name, version }}
                  onProtect={onProtect}
                />
              );
            })}
        </>
      )}
    </Protections>
  );
}

function Protections(props: { name: string; children: (found: readonly Protection[]) => ReactNode }) {
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

function Entry(props: {
  heading?: string;
  protection: Protection | undefined;
  of: Protectable;
  onProtect: OnProtect;
}) {
  const { heading, protection, of, onProtect } = props;
  const mayProtect = useMayDelete();
  return (
    <Group justify="space-between" align="flex-start" gap="sm" wrap="nowrap">
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
