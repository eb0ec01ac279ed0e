import { Button, Group, Modal, Stack } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { m } from '../messages/messages.js';
import { announceAsAlert } from '../ui/announce-as-alert.ts';
import { ErrorNotice } from '../ui/errors/error-notice.tsx';

/** A question about somebody before something ends for them: what will happen, and a button that says it. */
export function ChangeDialog(props: {
  title: string;
  children: ReactNode;
  /** What the button says, and whether it may be pressed yet. */
  button: string;
  isReady?: boolean;
  isPending: boolean;
  error: Error | null;
  onClose: () => void;
  onConfirm: () => void;
}) {
  const { isReady = true } = props;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady && !props.isPending) props.onConfirm();
  };
  return (
    <Modal.Root opened onClose={props.onClose} size={500}>
      <Modal.Overlay />
      <Modal.Content ref={announceAsAlert}>
        <Modal.Header>
          <Modal.Title>{props.title}</Modal.Title>
          <Modal.CloseButton aria-label={m.close()} />
        </Modal.Header>
        <Modal.Body>
          <form onSubmit={submit}>
            <Stack gap="sm">
              {props.children}
              {props.error && <ErrorNotice error={props.error} />}
              <Group justify="flex-end" gap="xs" mt="xs">
                <Button variant="default" onClick={props.onClose} data-autofocus>
                  {m.cancel()}
                </Button>
                <Button type="submit" color="red" disabled={!isReady} loading={props.isPending}>
                  {props.button}
                </Button>
              </Group>
            </Stack>
          </form>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
