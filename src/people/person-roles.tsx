import { Button, Group, Text } from '@mantine/core';
import { IconChevronDown, IconPlus } from '@tabler/icons-react';
import { useRef } from 'react';
import type { People, Person } from '../../core/console-api/access/people.ts';
import { ROLES_OR_NONE, type RoleOrNone } from '../../core/contract/roles.ts';
import { useChangePerson } from '../api/queries/access/people.ts';
import { m } from '../messages/messages.js';
import { explainError } from '../ui/errors/explain-error.ts';
import { IntentMenu } from '../ui/menu/intent-menu.tsx';
import type { MenuEntry } from '../ui/menu/menu-entry.ts';
import { useHandOnFocus } from '../ui/use-hand-on-focus.ts';
import classes from './people.module.css';
import { type Asked, isLess, type News, newsOf, roleWord } from './people-text.ts';

type Project = People['projects'][number];

/** What somebody may do in each project, to be changed: more at once, less after a question. */
export function PersonRoles(props: {
  person: Person;
  projects: readonly Project[];
  onAsk: (asked: Asked) => void;
  onNews: (news: News) => void;
}) {
  const { person, projects, onAsk, onNews } = props;
  const { mutate, isPending } = useChangePerson(person.user_id);
  const set = (project: Project, before: RoleOrNone, role: RoleOrNone) => {
    if (role === before) return;
    if (isLess({ before, role })) {
      onAsk({ what: 'role', person: person.user_id, project, before, role });
      return;
    }
    const { project_id, project_name } = project;
    const names = { name: person.user_name, project: project_name, role: roleWord(role) };
    mutate(
      { what: 'role', project_id, role },
      {
        onSuccess: (change) => onNews({ text: newsOf(m.people_was_changed(names), change) }),
        onError: (error) => {
          const { whatHappened, whatToDo } = explainError(error);
          onNews({ text: `${whatHappened} ${whatToDo}`, isBad: true });
        },
      },
    );
  };
  const joined = new Set(person.roles.map(({ project_id }) => project_id));
  const others = projects.filter(({ project_id }) => !joined.has(project_id));
  return (
    <Group gap={6} className={classes.roles}>
      {person.roles.length === 0 && (
        <Text size="sm" c="dimmed">
          {m.people_no_project()}
        </Text>
      )}
      {person.roles.map(({ role, ...project }) => (
        <RoleMenu
          key={project.project_id}
          name={person.user_name}
          project={project.project_name}
          role={role}
          isPending={isPending}
          onChoose={(chosen) => set(project, role, chosen)}
        />
      ))}
      {others.length > 0 && (
        <JoinMenu
          name={person.user_name}
          projects={others}
          onJoin={(project) => set(project, 'none', 'viewer')}
        />
      )}
    </Group>
  );
}

function RoleMenu(props: {
  name: string;
  project: string;
  role: RoleOrNone;
  isPending: boolean;
  onChoose: (role: RoleOrNone) => void;
}) {
  const { name, project, role, isPending, onChoose } = props;
  const entries = ROLES_OR_NONE.toReversed().map((one): MenuEntry => {
    return { kind: 'choice', label: roleWord(one), isChosen: one === role, choose: () => onChoose(one) };
  });
  const button = (
    <Button
      variant="default"
      size="compact-sm"
      fw={500}
      disabled={isPending}
      aria-busy={isPending}
      rightSection={<IconChevronDown size={14} aria-hidden />}
      aria-label={m.people_role_menu({ name, project, role: roleWord(role) })}
      classNames={{ root: classes.role ?? '', label: classes.roleLabel ?? '' }}
    >
      <bdi>{m.filter_chosen({ label: project, value: roleWord(role) })}</bdi>
    </Button>
  );
  return <IntentMenu button={button} entries={entries} />;
}

/** Where there is nothing more to join it goes. */
function JoinMenu(props: { name: string; projects: readonly Project[]; onJoin: (project: Project) => void }) {
  const entries = props.projects.map((project): MenuEntry => {
    const label = m.people_join_as({ project: project.project_name });
    return { kind: 'action', label, act: () => props.onJoin(project) };
  });
  const button = (
    <Button
      variant="subtle"
      size="compact-sm"
      fw={500}
      leftSection={<IconPlus size={14} aria-hidden />}
      aria-label={m.people_join_of({ name: props.name })}
    >
      {m.people_join()}
    </Button>
  );
  const place = useRef<HTMLSpanElement>(null);
  useHandOnFocus(place);
  return (
    <span ref={place}>
      <IntentMenu button={button} entries={entries} />
    </span>
  );
}
