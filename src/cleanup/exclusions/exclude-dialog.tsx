import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { MAX_NOTE_LENGTH } from '../../../core/console-api/models/protections.ts';
import { useExclude } from '../../api/queries/models/cleanup.ts';
import { m } from '../../messages/messages.js';
import { ErrorNotice } from '../../ui/errors/error-notice.tsx';
import { tooLong } from '../../ui/text/too-long.ts';
import classes from '../cleanup.module.css';

/** Asks why a version, or a whole name, is to be left out of suggestions. */
export function ExcludeDialog(props: {
  of: { model_name: string; version?: { id: string; number: string } };
  onClose: () => void;
}) {
  const { of, onClose } = props;
  const [note, setNote] = useState('');
  const exclude = useExclude();
  const what = of.version ? `${of.model_name} ${of.version.number}` : of.model_name;
  const trouble = tooLong(note.trim(), MAX_NOTE_LENGTH);
  const isReady = note.trim() !== '' && trouble === undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isReady) return;
    const subject = of.version ? { model_id: of.version.id } : { model_name: of.model_name };
    exclude.mutate({ ...subject, note: note.trim() }, { onSuccess: onClose });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size={480}
      title={
        <Text component="span" fw={650} fz="lg" lh={1.3}>
          {m.cleanup_exclude_title({ what })}
        </Text>
      }
      closeButtonProps={{ 'aria-label': m.close() }}
      classNames={{ content: classes.dialog ?? '' }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <Text size="sm">
            {m.sentences({
              first: of.version ? m.cleanup_exclude_text() : m.cleanup_exclude_text_name(),
              second: m.cleanup_exclude_no_protection(),
            })}
          </Text>
          <Textarea
            label={m.protect_note()}
            description={m.cleanup_exclude_note()}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
            error={trouble}
            rows={2}
            required
            data-autofocus
          />
          {exclude.error !== null && <ErrorNotice title={m.cleanup_exclude_failed()} error={exclude.error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {m.cancel()}
            </Button>
            <Button type="submit" disabled={!isReady} loading={exclude.isPending}>
              {m.cleanup_exclude_button()}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
