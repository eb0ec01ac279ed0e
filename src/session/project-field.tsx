import { Autocomplete, Button, Stack, Text, TextInput } from '@mantine/core';
import { tooLong } from '../ui/text/too-long.ts';
import '@mantine/core/styles/Combobox.css';
import { m } from '../messages/messages.js';
import { formatCount } from '../ui/text/format.ts';

/** The longest that the gateway takes. Source: core/console-api/access/session.ts */
const LONGEST_NAME = 64;

/** The name of a project: typed, or chosen once the projects were listed. */
export function ProjectField(props: {
  value: string;
  onChange: (name: string) => void;
  /** The names that were listed; undefined when none were asked for. */
  choices: readonly string[] | undefined;
  isListing: boolean;
  /** Lists them; undefined while it is not known for whom. */
  onList: (() => void) | undefined;
}) {
  const { value, onChange, choices = [], onList } = props;
  const field = {
    label: m.project(),
    name: 'project',
    required: true,
    withAsterisk: false,
    error: tooLong(value.trim(), LONGEST_NAME),
  };
  return (
    <Stack gap={4} align="stretch">
      {choices.length > 1 ? (
        <Autocomplete
          {...field}
          value={value}
          onChange={onChange}
          data={[...choices]}
          // A choice that was made is no reason to hide the others.
          {...(choices.includes(value) && { filter: ({ options }) => options })}
          autoComplete="off"
          autoFocus
          maxDropdownHeight={220}
          // In its place among the landmarks.
          comboboxProps={{ withinPortal: false }}
        />
      ) : (
        <TextInput
          {...field}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
          autoComplete="off"
        />
      )}
      <Button
        variant="transparent"
        size="compact-sm"
        px={0}
        bg="transparent"
        style={{ alignSelf: 'flex-start' }}
        disabled={!onList}
        loading={props.isListing}
        onClick={onList}
      >
        {m.list_projects()}
      </Button>
      <Text size="xs" c="dimmed" role="status">
        {props.choices && listedText(props.choices.length)}
      </Text>
    </Stack>
  );
}

function listedText(count: number): string {
  if (count === 0) return m.projects_none();
  return m.projects_listed({ count, shown: formatCount(count) });
}
