import { Button, Group, Text, Title } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Person } from '../../core/console-api/access/people.ts';
import { peopleQuery } from '../api/queries/access/people.ts';
import type { Session } from '../api/queries/access/session.ts';
import { m } from '../messages/messages.js';
import { ErrorNotice } from '../ui/errors/error-notice.tsx';
import { Placeholder } from '../ui/placeholder.tsx';
import { formatCount } from '../ui/text/format.ts';
import { useFocusBackToPlace } from '../ui/use-focus-back-to-place.ts';
import { AddPerson } from './add-person.tsx';
import { ChangeRole } from './change-role.tsx';
import { EndSessions } from './end-sessions.tsx';
import { NewPassword } from './new-password.tsx';
import classes from './people.module.css';
import { PeopleTable } from './people-table.tsx';
import type { Asked, News } from './people-text.ts';
import { PersonKeys } from './person-keys.tsx';
import { RemovePerson } from './remove-person.tsx';

/** Everybody of the account, and what an administrator can do to them. */
export function PeopleView({ me }: { me: Session }) {
  const people = useQuery(peopleQuery);
  const [asked, setAsked] = useState<Asked>();
  const [news, setNews] = useState<News>();
  useFocusBackToPlace(asked !== undefined);
  const all = people.data?.people ?? [];
  const projects = people.data?.projects ?? [];
  const ask = (next: Asked) => {
    setNews(undefined);
    setAsked(next);
  };
  return (
    <div className={classes.page}>
      <Group justify="space-between" gap="sm" mb={4}>
        <Group gap="sm" align="baseline">
          <Title order={1} size="h3">
            {m.people()}
          </Title>
          {people.data && (
            <Text size="sm" c="dimmed">
              {m.people_count({ count: all.length, shown: formatCount(all.length) })}
            </Text>
          )}
        </Group>
        <Button
          size="xs"
          leftSection={<IconUserPlus size={16} aria-hidden />}
          disabled={!people.data}
          onClick={() => ask({ what: 'add' })}
        >
          {m.people_add()}
        </Button>
      </Group>
      <Text size="sm" c="dimmed" className={classes.lead}>
        {m.people_lead({ account: me.account.name })}
      </Text>
      <Text size="sm" role="status" className={news?.isBad ? classes.trouble : classes.news}>
        {news?.text}
      </Text>
      {people.isError && <ErrorNotice error={people.error} onRetry={() => people.refetch()} />}
      {people.isPending && <Placeholder height={220} />}
      {people.data && <PeopleTable people={people.data} me={me.user.id} onAsk={ask} onNews={setNews} />}
      {asked && (
        <Dialogs
          asked={asked}
          person={'person' in asked ? all.find(({ user_id }) => user_id === asked.person) : undefined}
          others={{ people: all, projects, account: me.account.name }}
          onClose={() => setAsked(undefined)}
          onDone={(what) => {
            setAsked(undefined);
            setNews({ text: what });
          }}
        />
      )}
    </div>
  );
}

/** The dialog of what was asked for; none for somebody who is gone meanwhile. */
function Dialogs(props: {
  asked: Asked;
  person: Person | undefined;
  others: { people: readonly Person[]; projects: readonly Project[]; account: string };
  onClose: () => void;
  onDone: (news: string) => void;
}) {
  const { asked, person, others, onClose, onDone } = props;
  const { projects, account } = others;
  if (asked.what === 'add') return <AddPerson projects={projects} account={account} onClose={onClose} />;
  if (!person) return null;
  const dialog = { person, onClose, onDone };
  switch (asked.what) {
    case 'role':
      return <ChangeRole {...dialog} change={asked} people={others.people} />;
    case 'password':
      return <NewPassword person={person} account={account} onClose={onClose} />;
    case 'keys':
      return <PersonKeys person={person} onClose={onClose} />;
    case 'end-sessions':
      return <EndSessions {...dialog} />;
    case 'remove':
      return <RemovePerson {...dialog} people={others.people} />;
    default:
      return asked satisfies never;
  }
}

type Project = { project_id: string; project_name: string };
