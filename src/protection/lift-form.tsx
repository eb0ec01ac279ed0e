import { Button, Group, Stack, Text } from '@mantine/core';
import type { Protection } from '../../core/deletion/protection.ts';
import { useLiftProtection } from '../api/queries/models/protections.ts';
import { m } from '../messages/messages.js';
import { ErrorNotice } from '../ui/errors/error-notice.tsx';
import { type Protectable, subjectOf } from './protectable.ts';
import { ProtectionFacts } from './protection-facts.tsx';

/** Says who protects it and why, and lifts it. */
export function LiftForm(props: { of: Protectable; protection: Protection; onClose: () => void }) {
  const { of, protection, onClose } = props;
  const lift = useLiftProtection(of.name);
  return (
    <Stack gap="md">
      <ProtectionFacts protection={protection} />
      <Text size="sm">{m.protect_lift_text()}</Text>
      {lift.error !== null && <ErrorNotice title={m.protect_lift_failed()} error={lift.error} />}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus>
          {m.cancel()}
        </Button>
        <Button loading={lift.isPending} onClick={() => lift.mutate(subjectOf(of), { onSuccess: onClose })}>
          {m.protect_lift_button()}
        </Button>
      </Group>
    </Stack>
  );
}
