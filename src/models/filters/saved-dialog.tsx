import { ActionIcon, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { type FormEvent, useRef, useState } from 'react';
import { Link } from 'react-router-dom';
import { paths } from '../../app/paths.ts';
import { m } from '../../messages/messages.js';
import { useProject } from '../../session/session-hooks.ts';
import { tooLong } from '../../ui/text/too-long.ts';
import { useHandOnFocus } from '../../ui/use-hand-on-focus.ts';
import classes from './filters.module.css';
import { MAX_SAVED, MAX_SAVED_NAME, removeFilter, saveFilter } from './saved-filters.ts';
import { useSavedFilters } from './use-saved-filters.ts';

/** Saves the filter that is set under a name, and removes such as were. */
export function SavedDialog(props: {
  /** Of the filter that is set; undefined where none is. */
  query: string | undefined;
  onClose: () => void;
}) {
  const project = useProject();
  const saved = useSavedFilters();
  return (
    <Modal
      opened
      onClose={props.onClose}
      size={460}
      title={m.list_save_title()}
      closeButtonProps={{ 'aria-label': m.close() }}
    >
      <Stack gap="md">
        <Text size="sm">{m.list_save_text()}</Text>
        {props.query !== undefined && <SaveForm {...props} query={props.query} />}
        {saved.length > 0 && (
          <ul className={classes.savedList}>
            {saved.map(({ name, query }) => (
              <SavedItem
                key={name}
                name={name}
                query={query}
                onLeave={props.onClose}
                onRemove={() => removeFilter(project, name)}
              />
            ))}
          </ul>
        )}
      </Stack>
    </Modal>
  );
}

function SavedItem(props: { name: string; query: string; onLeave: () => void; onRemove: () => void }) {
  const { name, query, onLeave, onRemove } = props;
  const item = useRef<HTMLLIElement>(null);
  useHandOnFocus(item);
  return (
    <li ref={item}>
      <Link to={paths.models + query} onClick={onLeave}>
        <bdi>{name}</bdi>
      </Link>
      <ActionIcon variant="subtle" color="gray" aria-label={m.list_save_remove({ name })} onClick={onRemove}>
        <IconTrash size={16} aria-hidden />
      </ActionIcon>
    </li>
  );
}

function SaveForm({ query, onClose }: { query: string; onClose: () => void }) {
  const [name, setName] = useState('');
  const project = useProject();
  const saved = useSavedFilters();
  const isTaken = saved.some((other) => other.name === name.trim());
  const isFull = saved.length >= MAX_SAVED && !isTaken;
  const trouble = isFull ? m.list_save_full({ most: MAX_SAVED }) : tooLong(name.trim(), MAX_SAVED_NAME);
  const isReady = name.trim() !== '' && trouble === undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isReady) return;
    saveFilter(project, { name: name.trim(), query });
    onClose();
  };
  return (
    <form onSubmit={submit}>
      <Group align="flex-start" gap="xs" wrap="nowrap">
        <TextInput
          aria-label={m.list_save_name()}
          placeholder={m.list_save_name()}
          flex={1}
          value={name}
          data-autofocus
          description={isTaken && m.list_save_taken()}
          inputWrapperOrder={['input', 'description', 'error']}
          error={trouble}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" disabled={!isReady}>
          {m.save()}
        </Button>
      </Group>
    </form>
  );
}
