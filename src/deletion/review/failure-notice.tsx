import { Alert, Anchor, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from 'react-router-dom';
import { paths } from '../../app/paths.ts';
import { m } from '../../messages/messages.js';
import { ErrorNotice } from '../../ui/errors/error-notice.tsx';
import type { Failure } from '../running/deletion-state.ts';

/** Why nothing was begun; or that the answer was lost, and where to look whether it was. */
export function FailureNotice({ failure: { error, mayHaveBegun } }: { failure: Failure }) {
  if (!mayHaveBegun) return <ErrorNotice title={m.nothing_was_sent()} error={error} />;
  return (
    <Alert
      role="alert"
      color="red"
      variant="light"
      icon={<IconAlertTriangle size={18} />}
      title={m.maybe_begun_title()}
    >
      <Text size="sm">{m.maybe_begun_text()}</Text>
      <Anchor component={Link} to={paths.deletions} size="sm">
        {m.go_to_deletions()}
      </Anchor>
    </Alert>
  );
}
