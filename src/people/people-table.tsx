import { Button, Table, Text, VisuallyHidden } from '@mantine/core';
import { IconDoorExit, IconDots, IconKey, IconLock, IconUser, IconUserMinus } from '@tabler/icons-react';
import type { People, Person } from '../../core/console-api/access/people.ts';
import shared from '../access/access.module.css';
import { paths } from '../app/paths.ts';
import { m } from '../messages/messages.js';
import { IntentMenu } from '../ui/menu/intent-menu.tsx';
import type { MenuEntry } from '../ui/menu/menu-entry.ts';
import { formatCount } from '../ui/text/format.ts';
import { TimeStamp } from '../ui/time/time-stamp.tsx';
import ui from '../ui/ui.module.css';
import classes from './people.module.css';
import { type Asked, accessInWords, type News } from './people-text.ts';
import { PersonRoles } from './person-roles.tsx';

/** One row for each person: what they may do, how they come in, and when they were seen. */
export function PeopleTable(props: {
  people: People;
  /** The id of who looks. */
  me: string;
  onAsk: (asked: Asked) => void;
  onNews: (news: News) => void;
}) {
  const { people, projects } = props.people;
  return (
    <div className={classes.table}>
      <Table
        aria-label={m.people()}
        highlightOnHover
        highlightOnHoverColor="var(--coppice-hover)"
        verticalSpacing="sm"
        horizontalSpacing="md"
      >
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{m.people_name()}</Table.Th>
            <Table.Th scope="col">{m.people_roles()}</Table.Th>
            <Table.Th scope="col" className={classes.wide}>
              {m.people_sessions()}
            </Table.Th>
            <Table.Th scope="col" className={classes.wide}>
              {m.people_keys_column()}
            </Table.Th>
            <Table.Th scope="col" className={classes.wide}>
              {m.people_seen()}
            </Table.Th>
            <Table.Th scope="col">
              <VisuallyHidden>{m.people_actions()}</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {people.map((person) => {
            const isMe = person.user_id === props.me;
            return (
              <Table.Tr key={person.user_id}>
                <Table.Th scope="row" className={classes.name}>
                  <bdi>{person.user_name}</bdi>
                  {isMe && <span className={shared.chip}>{m.people_you()}</span>}
                  <Text size="xs" c="dimmed" fw={400} component="div" className={classes.narrow}>
                    <div>{accessInWords({ ...person, keys: person.keys.length })}</div>
                    {person.seen_at !== null && (
                      <div>
                        {m.people_seen()} <TimeStamp at={person.seen_at} />
                      </div>
                    )}
                  </Text>
                </Table.Th>
                <Table.Td>
                  <PersonRoles
                    person={person}
                    projects={projects}
                    onAsk={props.onAsk}
                    onNews={props.onNews}
                  />
                </Table.Td>
                <Table.Td className={classes.wide}>
                  {accessInWords({ ...person, keys: 0 }) || <span className={ui.quiet}>—</span>}
                </Table.Td>
                <Table.Td className={classes.wide}>
                  {person.keys.length > 0 ? (
                    formatCount(person.keys.length)
                  ) : (
                    <span className={ui.quiet}>—</span>
                  )}
                </Table.Td>
                <Table.Td className={`${classes.wide} ${classes.when}`}>
                  {person.seen_at === null ? (
                    <span className={ui.quiet}>{m.people_never()}</span>
                  ) : (
                    <TimeStamp at={person.seen_at} tabIndex={0} />
                  )}
                </Table.Td>
                <Table.Td className={classes.act}>
                  <PersonMenu person={person} isMe={isMe} onAsk={props.onAsk} />
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function PersonMenu(props: { person: Person; isMe: boolean; onAsk: (asked: Asked) => void }) {
  const { person, isMe, onAsk } = props;
  const ask = (what: 'password' | 'keys' | 'end-sessions' | 'remove') => () =>
    onAsk({ what, person: person.user_id });
  const entries: MenuEntry[] = isMe
    ? [{ kind: 'link', label: m.people_own(), icon: IconUser, to: paths.ownAccess }]
    : [
        { kind: 'action', label: m.people_new_password(), icon: IconLock, act: ask('password') },
        { kind: 'action', label: m.people_end_sessions(), icon: IconDoorExit, act: ask('end-sessions') },
        { kind: 'action', label: m.people_keys(), icon: IconKey, act: ask('keys') },
        { kind: 'divider', label: '' },
        {
          kind: 'action',
          label: m.people_remove(),
          icon: IconUserMinus,
          isDangerous: true,
          act: ask('remove'),
        },
      ];
  const button = (
    <Button
      variant="subtle"
      color="gray"
      size="compact-sm"
      px={6}
      aria-label={m.actions_for({ name: person.user_name })}
    >
      <IconDots size={18} aria-hidden />
    </Button>
  );
  return <IntentMenu button={button} entries={entries} />;
}
