import { Button, Group, Stack } from '@mantine/core';
import { ShownOnce } from '../access/shown-once.tsx';
import { m } from '../messages/messages.js';

/** What somebody signs in with, to be passed on to them. */
export function Ready(props: {
  account: string;
  user: string;
  password: string;
  /** The project that they were added to. */
  project?: string;
  onClose: () => void;
}) {
  const { account, user, password, project, onClose } = props;
  const facts = [
    { label: m.account(), value: account },
    { label: m.user(), value: user },
    { label: m.password(), value: password },
    ...(project === undefined ? [] : [{ label: m.project(), value: project }]),
  ];
  return (
    <Stack gap="sm">
      <ShownOnce text={m.people_ready_text()} facts={facts} />
      <Group justify="flex-end">
        <Button onClick={onClose} autoFocus>
          {m.people_done()}
        </Button>
      </Group>
    </Stack>
  );
}
