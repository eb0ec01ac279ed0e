import { Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { AccessKeys } from '../access/access-keys.tsx';
import { ownKeysQuery } from '../api/queries/access/own-access.ts';
import { m } from '../messages/messages.js';
import { useIsMirrored } from '../session/session-hooks.ts';
import { ErrorNotice } from '../ui/errors/error-notice.tsx';
import { Placeholder } from '../ui/placeholder.tsx';
import { useTabTitle } from '../ui/use-tab-title.ts';
import classes from './own-access.module.css';
import { OwnPassword } from './own-password.tsx';
import { OwnSessions } from './own-sessions.tsx';

/** Where one is signed in, one's access keys and one's password, for everybody. */
export function OwnAccessPage() {
  useTabTitle(m.people_own());
  const isMirrored = useIsMirrored();
  return (
    <div className={classes.page}>
      <Title order={1} size="h3">
        {m.people_own()}
      </Title>
      <Part title={m.people_own_sessions()} text={m.people_own_sessions_text()}>
        <OwnSessions />
      </Part>
      {isMirrored ? (
        <Text size="sm" c="dimmed" mt="lg">
          {m.people_own_remote()}
        </Text>
      ) : (
        <>
          <Part title={m.people_keys_column()} text={m.people_keys_text()}>
            <OwnKeys />
          </Part>
          <Part title={m.password()} text={m.people_own_password_text()}>
            <OwnPassword />
          </Part>
        </>
      )}
    </div>
  );
}

function Part(props: { title: string; text: string; children: ReactNode }) {
  return (
    <section className={classes.part}>
      <Title order={2} size="h5">
        {props.title}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {props.text}
      </Text>
      {props.children}
    </section>
  );
}

function OwnKeys() {
  const keys = useQuery(ownKeysQuery);
  if (keys.isPending) return <Placeholder height={80} />;
  if (keys.isError) return <ErrorNotice error={keys.error} onRetry={() => keys.refetch()} />;
  return <AccessKeys keys={keys.data} />;
}
