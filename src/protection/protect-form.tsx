import { Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { MAX_NOTE_LENGTH } from '../../core/console-api/models/protections.ts';
import { serverNow } from '../api/prefetch/server-clock.ts';
import { useProtect } from '../api/queries/models/protections.ts';
import { m } from '../messages/messages.js';
import { useIsMirrored } from '../session/session-hooks.ts';
import { ErrorNotice } from '../ui/errors/error-notice.tsx';
import { formatCount } from '../ui/text/format.ts';
import { tooLong } from '../ui/text/too-long.ts';
import { momentOf } from '../ui/time/moment-of.ts';
import { type Protectable, subjectOf } from './protectable.ts';

/** Asks why, and until when. */
export function ProtectForm({ of, onClose }: { of: Protectable; onClose: () => void }) {
  const [note, setNote] = useState('');
  const [until, setUntil] = useState('');
  const isMirrored = useIsMirrored();
  const protect = useProtect(of.name);
  const end = until === '' ? null : momentOf(until);
  const isPast = typeof end === 'number' && end <= serverNow();
  const left = MAX_NOTE_LENGTH - note.trim().length;
  const isReady = note.trim() !== '' && left >= 0 && end !== undefined && !isPast;
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isReady || end === undefined) return;
    protect.mutate({ ...subjectOf(of), note: note.trim(), until: end }, { onSuccess: onClose });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Text size="sm">
          {of.version ? m.protect_text() : m.protect_text_name()} {isMirrored && m.protect_text_remote()}
        </Text>
        <Textarea
          label={m.protect_note()}
          description={
            left >= 0 && left < 100
              ? m.protect_note_left({ shown: formatCount(left) })
              : m.protect_note_text()
          }
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          error={tooLong(note.trim(), MAX_NOTE_LENGTH)}
          rows={3}
          required
          data-autofocus
        />
        <TextInput
          type="datetime-local"
          label={m.protect_until_label()}
          description={m.protect_until_text({ zone: timeZone })}
          value={until}
          onChange={(event) => setUntil(event.currentTarget.value)}
          error={isPast && m.protect_until_past()}
        />
        {protect.error !== null && <ErrorNotice title={m.protect_failed()} error={protect.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {m.cancel()}
          </Button>
          <Button type="submit" disabled={!isReady} loading={protect.isPending}>
            {m.protect_button()}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
