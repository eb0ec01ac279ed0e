import { Kbd, Modal, TextInput, VisuallyHidden } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useId, useState } from 'react';
import { m } from '../messages/messages.js';
import classes from './palette.module.css';
import type { PaletteEntry } from './palette-entry.ts';
import { useActions } from './use-actions.ts';
import { useFound } from './use-found.ts';

/** Goes anywhere and does anything by its name: models, versions, deletions, pages and choices. */
export function Palette(props: { onClose: () => void; onShowKeys: () => void; onShowSettings: () => void }) {
  const [text, setText] = useState('');
  const [pointed, setPointed] = useState<string>();
  const id = useId();
  const found = useFound(text);
  const actions = useActions(props).filter((action) => isMeant(action, text));
  const entries = [...found.entries, ...actions];
  // What is pointed at stays it when something else comes before it; before anybody moved, it is the first.
  const at = Math.max(
    entries.findIndex(({ key }) => key === pointed),
    0,
  );
  const entry = entries[at];

  const choose = (chosen: PaletteEntry) => {
    // What it does may open something else in its place.
    props.onClose();
    chosen.act();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const to = placeAfter(event.key, at, entries.length);
    if (to !== undefined) setPointed(entries[to]?.key);
    else if (event.key === 'Enter' && entry) choose(entry);
    else return;
    event.preventDefault();
  };

  return (
    <Modal.Root opened onClose={props.onClose} size={620} yOffset="12vh">
      <Modal.Overlay />
      <Modal.Content aria-label={m.go_to_anything()}>
        <TextInput
          role="combobox"
          aria-label={m.go_to_anything()}
          aria-expanded
          aria-controls={id}
          aria-autocomplete="list"
          {...(entry && { 'aria-activedescendant': optionId(id, at) })}
          placeholder={m.palette_hint()}
          data-autofocus
          variant="unstyled"
          size="md"
          maxLength={100}
          className={classes.input}
          leftSection={<IconSearch size={18} aria-hidden />}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setPointed(undefined);
          }}
          onKeyDown={onKeyDown}
        />
        <Entries id={id} entries={entries} at={at} onChoose={choose} />
        <VisuallyHidden role="status">{sayFound(found.isPending, entries.length)}</VisuallyHidden>
        {entries.length === 0 && (
          <p className={classes.none}>
            {found.isPending ? m.palette_searching() : m.receipts_no_match_title()}
          </p>
        )}
        <div className={classes.keys} aria-hidden>
          <Kbd size="xs">↑</Kbd> <Kbd size="xs">↓</Kbd> {m.palette_move()} <Kbd size="xs">Enter</Kbd>{' '}
          {m.palette_choose()} <Kbd size="xs">Esc</Kbd> {m.palette_close()}
        </div>
      </Modal.Content>
    </Modal.Root>
  );
}

function Entries(props: {
  id: string;
  entries: readonly PaletteEntry[];
  at: number;
  onChoose: (entry: PaletteEntry) => void;
}) {
  const { id, entries, at } = props;
  const groups = [...Map.groupBy(entries, (entry) => entry.group)];
  return (
    <div role="listbox" id={id} aria-label={m.go_to_anything()} className={classes.list} tabIndex={-1}>
      {groups.map(([group, ofGroup]) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a listbox
        <div key={group} role="group" aria-label={group}>
          <div className={classes.group} aria-hidden>
            {group}
          </div>
          {ofGroup.map((entry) => {
            const place = entries.indexOf(entry);
            return (
              <Option
                key={entry.key}
                id={optionId(id, place)}
                entry={entry}
                isChosen={place === at}
                onChoose={() => props.onChoose(entry)}
              />
            );
          })}
        </div>
      ))}
    </div>
  );
}

function Option(props: { id: string; entry: PaletteEntry; isChosen: boolean; onChoose: () => void }) {
  const { entry, isChosen } = props;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the box above, which has the focus
    <div
      role="option"
      id={props.id}
      tabIndex={-1}
      aria-selected={isChosen}
      className={classes.option}
      ref={(option) => {
        if (isChosen) option?.scrollIntoView({ block: 'nearest' });
      }}
      onClick={props.onChoose}
    >
      <entry.icon size={16} aria-hidden className={classes.icon} />
      <bdi className={classes.label}>{entry.label}</bdi>
      {entry.remark !== undefined && <span className={classes.remark}>{entry.remark}</span>}
    </div>
  );
}

function optionId(id: string, place: number): string {
  return `${id}-${place}`;
}

/** Where a key leads in the list, from its end to its beginning and back; undefined for other keys. */
function placeAfter(key: string, at: number, length: number): number | undefined {
  if (length === 0) return undefined;
  if (key === 'ArrowDown') return (at + 1) % length;
  if (key === 'ArrowUp') return (at + length - 1) % length;
  return undefined;
}

/** Whether every word that was typed is in what an action is called. */
function isMeant({ label, group }: PaletteEntry, text: string): boolean {
  const name = `${label} ${group}`.toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => name.includes(word));
}

function sayFound(isPending: boolean, count: number): string {
  return isPending ? m.palette_searching() : m.palette_found({ count });
}
