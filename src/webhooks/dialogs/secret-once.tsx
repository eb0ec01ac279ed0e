import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { m } from '../../messages/messages.js';
import { CopyButton } from '../../ui/copy/copy-button.tsx';

/** A secret, the only time that it is shown. */
export function SecretOnce({ secret, onDone }: { secret: string; onDone: () => void }) {
  return (
    <Stack gap="md">
      <Group gap="xs" align="end" wrap="nowrap">
        <TextInput
          label={m.webhook_secret()}
          value={secret}
          readOnly
          flex={1}
          autoFocus
          data-autofocus
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          onFocus={(event) => event.currentTarget.select()}
        />
        <CopyButton text={secret} label={m.webhook_copy()} size="sm" />
      </Group>
      <Text size="sm" role="status">
        {m.webhook_secret_once()}
      </Text>
      <Group justify="flex-end">
        <Button onClick={onDone}>{m.webhook_done()}</Button>
      </Group>
    </Stack>
  );
}
