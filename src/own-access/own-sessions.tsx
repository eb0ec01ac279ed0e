import { Button, Group, Stack, Table, Text, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { OwnSession } from '../../core/console-api/access/people.ts';
import shared from '../access/access.module.css';
import { ownSessionsQuery, useEndOtherSessions, useEndSession } from '../api/queries/access/own-access.ts';
import { m } from '../messages/messages.js';
import { accessInWords } from '../people/people-text.ts';
import { ErrorNotice } from '../ui/errors/error-notice.tsx';
import { PassingButton } from '../ui/passing-button.tsx';
import { Placeholder } from '../ui/placeholder.tsx';
import { formatCount } from '../ui/text/format.ts';
import { TimeStamp } from '../ui/time/time-stamp.tsx';
import { useHandOnFocus } from '../ui/use-hand-on-focus.ts';
import { browserName } from './browser-name.ts';
import classes from './own-access.module.css';

/** One's own sessions, each to be ended but the one that one looks at, which has "Sign out". */
export function OwnSessions() {
  const own = useQuery(ownSessionsQuery);
  const end = useEndSession();
  const endOthers = useEndOtherSessions();
  const [news, setNews] = useState('');
  if (own.isPending) return <Placeholder height={120} />;
  if (own.isError) return <ErrorNotice error={own.error} onRetry={() => own.refetch()} />;
  const { sessions, tokens } = own.data;
  const hasOthers = sessions.some(({ is_this }) => !is_this) || tokens > 0;
  const endOne = (session: OwnSession) => {
    setNews('');
    const browser = browserName(session.user_agent);
    end.mutate(session.session_id, {
      onSuccess: () => setNews(m.people_own_session_ended({ browser })),
    });
  };
  return (
    <Stack gap="sm">
      <SessionTable sessions={sessions} ending={end.isPending ? end.variables : undefined} onEnd={endOne} />
      {tokens > 0 && (
        <Text size="sm">{m.people_own_tokens({ count: tokens, shown: formatCount(tokens) })}</Text>
      )}
      {end.isError && <ErrorNotice error={end.error} />}
      {endOthers.isError && <ErrorNotice error={endOthers.error} />}
      {hasOthers && (
        <Group>
          <PassingButton
            size="xs"
            variant="default"
            loading={endOthers.isPending}
            onClick={() => {
              setNews('');
              endOthers.mutate(undefined, {
                onSuccess: (ended) => setNews(m.people_ended({ list: accessInWords(ended) })),
              });
            }}
          >
            {m.people_own_end_others()}
          </PassingButton>
        </Group>
      )}
      <Text size="sm" role="status" className={classes.news}>
        {news}
      </Text>
    </Stack>
  );
}

function SessionTable(props: {
  sessions: readonly OwnSession[];
  ending: string | undefined;
  onEnd: (session: OwnSession) => void;
}) {
  return (
    <div className={shared.table}>
      <Table aria-label={m.people_own_sessions()} verticalSpacing="xs" horizontalSpacing="md">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{m.people_own_browser()}</Table.Th>
            <Table.Th scope="col" className={shared.wide}>
              {m.project()}
            </Table.Th>
            <Table.Th scope="col" className={shared.wide}>
              {m.people_own_address()}
            </Table.Th>
            <Table.Th scope="col" className={shared.wide}>
              {m.people_own_since()}
            </Table.Th>
            <Table.Th scope="col">{m.people_seen()}</Table.Th>
            <Table.Th scope="col">
              <VisuallyHidden>{m.people_actions()}</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {props.sessions.map((session) => (
            <SessionRow
              key={session.session_id}
              session={session}
              isEnding={props.ending === session.session_id}
              onEnd={() => props.onEnd(session)}
            />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function SessionRow(props: { session: OwnSession; isEnding: boolean; onEnd: () => void }) {
  const { session, isEnding, onEnd } = props;
  const browser = browserName(session.user_agent);
  const row = useRef<HTMLTableRowElement>(null);
  useHandOnFocus(row);
  return (
    <Table.Tr ref={row}>
      <Table.Td>
        <bdi title={session.user_agent ?? undefined}>{browser}</bdi>
        {session.is_this && <span className={shared.chip}>{m.people_own_this()}</span>}
        <Text size="xs" c="dimmed" className={classes.narrow}>
          <bdi>{session.project_name}</bdi> · {session.address ?? '—'}
        </Text>
      </Table.Td>
      <Table.Td className={shared.wide}>
        <bdi>{session.project_name}</bdi>
      </Table.Td>
      <Table.Td className={shared.wide}>{session.address ?? '—'}</Table.Td>
      <Table.Td className={shared.wide}>
        <TimeStamp at={session.created_at} tabIndex={0} />
      </Table.Td>
      <Table.Td className={classes.when}>
        <TimeStamp at={session.seen_at ?? session.created_at} tabIndex={0} />
      </Table.Td>
      <Table.Td className={shared.act}>
        {!session.is_this && (
          <Button
            size="compact-xs"
            variant="default"
            loading={isEnding}
            aria-label={m.people_own_end_of({ browser })}
            onClick={onEnd}
          >
            {m.people_own_end()}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
