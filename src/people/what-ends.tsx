import { List } from '@mantine/core';
import type { Person } from '../../core/console-api/access/people.ts';
import { m } from '../messages/messages.js';
import { formatCount, formatList } from '../ui/text/format.ts';
import { accessInWords } from './people-text.ts';

/** What a change ends for somebody, and what it leaves to others. */
export function WhatEnds(props: {
  person: Person;
  /** Whether their access keys end too. */
  endsKeys: boolean;
  /** Whether they come back, to go on with what they began. */
  comesBack: boolean;
  /** Projects in which nobody else may delete. */
  abandons: readonly string[];
}) {
  const { person, endsKeys, comesBack, abandons } = props;
  const list = accessInWords({ ...person, keys: endsKeys ? person.keys.length : 0 });
  const runs = { count: person.runs, shown: formatCount(person.runs) };
  const said = [
    list === '' ? '' : m.people_ends_now({ list }),
    person.runs === 0 ? '' : comesBack ? m.people_runs_wait(runs) : m.people_runs_left(runs),
    abandons.length === 0 ? '' : m.people_abandons({ projects: formatList(abandons) }),
  ].filter((text) => text !== '');
  if (said.length === 0) return null;
  return (
    <List size="sm" spacing={4}>
      {said.map((text) => (
        <List.Item key={text}>{text}</List.Item>
      ))}
    </List>
  );
}
