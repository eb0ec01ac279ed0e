import { Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Protection } from '../../../core/deletion/protection.ts';
import { protectionFinder } from '../../../core/deletion/protection.ts';
import { protectionsQuery } from '../../api/queries/models/protections.ts';
import { m } from '../../messages/messages.js';
import { ownProtection, type Protectable } from '../../protection/protectable.ts';
import { ProtectionFacts } from '../../protection/protection-facts.tsx';
import { useMayDelete } from '../../session/session-hooks.ts';
import { Disclosure } from '../../ui/disclosure.tsx';
import { ErrorNotice } from '../../ui/errors/error-notice.tsx';
import { formatCount } from '../../ui/text/format.ts';

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
          <ProtectedVersions found={found.filter(({ model_id }) => model_id !== '')} onProtect={onProtect} />
        </>
      )}
    </Protections>
  );
}

/** There can be as many as the name has versions. */
function ProtectedVersions({ found, onProtect }: { found: readonly Protection[]; onProtect: OnProtect }) {
  if (found.length === 0) return null;
  const label = m.section({ outcome: m.protect_others(), count: formatCount(found.length) });
  return (
    <Disclosure label={label}>
      <Stack gap="md">
        {found.map((protection) => (
          <Entry
            key={protection.model_id}
            heading={protection.model_version}
            protection={protection}
            of={{
              name: protection.model_name,
              version: { id: protection.model_id, number: protection.model_version },
            }}
            onProtect={onProtect}
          />
        ))}
      </Stack>
    </Disclosure>
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
            {of.version ? m.protect_none() : m.protect_none_name()}
          </Text>
        )}
      </div>
      {mayProtect && (
        <Button size="compact-sm" variant="default" style={{ flex: 'none' }} onClick={() => onProtect(of)}>
          {protection ? m.protect_lift_action() : of.version ? m.protect_action() : m.protect_action_name()}
        </Button>
      )}
    </Group>
  );
}
