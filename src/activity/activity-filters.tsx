import { CloseButton, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { kindsFor } from '../../core/console-api/activity/activity.ts';
import { sessionQuery } from '../api/queries/access/session.ts';
import { m } from '../messages/messages.js';
import { ChoicesMenu } from '../ui/menu/choices-menu.tsx';
import classes from './activity.module.css';
import type { ActivityAddress } from './activity-address.ts';
import { KIND_LOOKS } from './kind-looks.ts';

/** What the log can be narrowed to; kinds are those that the role may see. */
export function ActivityFilterBar({
  address,
  people,
}: {
  address: ActivityAddress;
  people: readonly string[];
}) {
  const { filters, change } = address;
  const role = useQuery(sessionQuery).data?.role ?? 'viewer';
  // Who was chosen is offered too when nothing of theirs is there any more.
  const offered = [...new Set([...people, ...(filters.person ?? [])])];
  return (
    <div className={classes.filters}>
      <ChoicesMenu
        label={m.filter_user()}
        choices={offered.map((person) => ({ value: person, label: person }))}
        values={filters.person ?? []}
        onChoose={(person) => change({ person: person.length > 0 ? person : undefined })}
      />
      <ChoicesMenu
        label={m.activity_filter_kind()}
        choices={kindsFor(role).map((kind) => ({ value: kind, label: KIND_LOOKS[kind].word() }))}
        values={filters.kind ?? []}
        onChoose={(kind) => change({ kind: kind.length > 0 ? kind : undefined })}
      />
      <NameFilter name={filters.name ?? ''} onName={(name) => change({ name })} />
    </div>
  );
}

/** In characters: no name is as long. */
const MAX_NAME = 100;

/** A name as a whole, so that it is asked for once it is written; it follows the address. */
function NameFilter({ name, onName }: { name: string; onName: (name: string | undefined) => void }) {
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(name);
  const [known, setKnown] = useState(name);
  if (name !== known) {
    setKnown(name);
    setTyped(name);
  }
  const tell = () => {
    const wanted = typed.trim();
    if (wanted !== name) onName(wanted || undefined);
  };
  return (
    <TextInput
      ref={field}
      size="xs"
      className={classes.name}
      aria-label={m.activity_filter_name()}
      placeholder={m.activity_filter_name_hint()}
      maxLength={MAX_NAME}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={tell}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) tell();
      }}
      rightSection={
        name !== '' && (
          <CloseButton
            size="xs"
            aria-label={m.clear_search()}
            onClick={() => {
              onName(undefined);
              field.current?.focus();
            }}
          />
        )
      }
    />
  );
}
