import { ActionIcon, TextInput } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { PASSWORD_LENGTH } from '../../core/console-api/access/people.ts';
import { m } from '../messages/messages.js';
import { tooLong } from '../ui/text/too-long.ts';
import { generatePassword } from './generate-password.ts';

/** A password for somebody else: made up, seen, and changed by whoever has to tell them. */
export function PasswordField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { least, most } = PASSWORD_LENGTH;
  return (
    <TextInput
      label={m.password()}
      description={m.people_password_made({ least })}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={value !== '' && value.length < least ? m.people_password_least({ least }) : tooLong(value, most)}
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      rightSection={
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={m.people_password_anew()}
          title={m.people_password_anew()}
          onClick={() => onChange(generatePassword())}
        >
          <IconRefresh size={16} aria-hidden />
        </ActionIcon>
      }
    />
  );
}
