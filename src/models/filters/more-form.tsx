import { Button, NativeSelect, Text, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { MAX_AGE } from '../../../core/console-api/models/age-parts.ts';
import { AGE_SIDES, AGE_UNITS } from '../../../core/console-api/models/created-age.ts';
import { MAX_NOT_IN_NEWEST, PROTECTED } from '../../../core/console-api/models/list-choices.ts';
import type { ModelFilters } from '../../../core/console-api/models/model-group-queries.ts';
import { m } from '../../messages/messages.js';
import { protectedWord } from './filter-words.ts';
import classes from './filters.module.css';
import {
  filtersOf,
  type MoreDraft,
  type MoreFilterChanges,
  type MoreTrouble,
  NOTHING_ASKED,
} from './more-draft.ts';
import { OwnerChoice } from './owner-choice.tsx';

type Part = { draft: MoreDraft; trouble: MoreTrouble; onChange: (part: Partial<MoreDraft>) => void };

/** Asks for sizes, ages, places, protection and owners; what is not right is said when it is to be applied. */
export function MoreForm(props: {
  filters: ModelFilters;
  draft: MoreDraft;
  setDraft: (draft: MoreDraft) => void;
  onApply: (filters: MoreFilterChanges) => void;
}) {
  const { draft, setDraft } = props;
  const [trouble, setTrouble] = useState<MoreTrouble>({});
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const asked = filtersOf(draft, props.filters);
    if ('filters' in asked) props.onApply(asked.filters);
    else setTrouble(asked.trouble);
  };
  const part: Part = {
    draft,
    trouble,
    onChange: (change) => {
      setDraft({ ...draft, ...change });
      setTrouble({});
    },
  };
  return (
    <form onSubmit={submit} noValidate className={classes.form}>
      <SizePart {...part} />
      <AgePart {...part} />
      <div className={classes.pair}>
        <NewestField {...part} />
        <NativeSelect
          size="xs"
          label={m.list_protection()}
          data={[
            { value: '', label: m.any() },
            ...PROTECTED.map((value) => ({ value, label: protectedWord(value) })),
          ]}
          value={draft.protection}
          onChange={({ currentTarget }) =>
            part.onChange({ protection: PROTECTED.find((one) => one === currentTarget.value) ?? '' })
          }
        />
      </div>
      <OwnerChoice owners={draft.owners} onChange={(owners) => part.onChange({ owners })} />
      <div className={classes.buttons}>
        <Button size="xs" variant="default" onClick={() => part.onChange(NOTHING_ASKED)}>
          {m.clear()}
        </Button>
        <Button size="xs" type="submit">
          {m.list_apply()}
        </Button>
      </div>
    </form>
  );
}

function NewestField({ draft, trouble, onChange }: Part) {
  return (
    <TextInput
      size="xs"
      inputMode="numeric"
      label={m.list_newest_label()}
      description={m.list_newest_help()}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      value={draft.newest}
      error={trouble.newest && m.list_count_wrong({ most: MAX_NOT_IN_NEWEST })}
      onChange={(event) => onChange({ newest: event.currentTarget.value.trim() })}
    />
  );
}

function Fields(props: { title: string; help?: string; children: ReactNode }) {
  const id = useId();
  return (
    <div role="group" aria-labelledby={id} className={classes.fields}>
      <span id={id} className={classes.title}>
        {props.title}
      </span>
      {props.children}
      {props.help && (
        <Text size="xs" c="dimmed">
          {props.help}
        </Text>
      )}
    </div>
  );
}

function SizePart({ draft, trouble, onChange }: Part) {
  return (
    <Fields title={m.column_size()} help={m.list_size_help()}>
      <div className={classes.pair}>
        <TextInput
          size="xs"
          label={m.list_least()}
          placeholder={m.list_size_hint()}
          value={draft.least}
          error={trouble.least && m.list_size_wrong()}
          data-autofocus
          onChange={(event) => onChange({ least: event.currentTarget.value })}
        />
        <TextInput
          size="xs"
          label={m.list_most()}
          value={draft.most}
          error={trouble.most && (trouble.most === 'turned' ? m.list_size_turned() : m.list_size_wrong())}
          onChange={(event) => onChange({ most: event.currentTarget.value })}
        />
      </div>
    </Fields>
  );
}

function AgePart({ draft, trouble, onChange }: Part) {
  const sides = { last: m.list_age_side_last(), older: m.list_age_side_older() };
  const units = { d: m.list_unit_d(), w: m.list_unit_w(), m: m.list_unit_m() };
  return (
    <Fields title={m.filter_created()}>
      <div className={classes.age}>
        <NativeSelect
          size="xs"
          aria-label={m.filter_created()}
          data={[
            { value: '', label: m.any() },
            ...AGE_SIDES.map((value) => ({ value, label: sides[value] })),
          ]}
          value={draft.age}
          onChange={({ currentTarget }) =>
            onChange({ age: AGE_SIDES.find((side) => side === currentTarget.value) ?? '' })
          }
        />
        {draft.age !== '' && (
          <>
            <TextInput
              size="xs"
              inputMode="numeric"
              aria-label={m.list_age_count()}
              value={draft.ageCount}
              error={trouble.ageCount && m.list_count_wrong({ most: MAX_AGE })}
              onChange={(event) => onChange({ ageCount: event.currentTarget.value.trim() })}
            />
            <NativeSelect
              size="xs"
              aria-label={m.list_age_unit()}
              data={AGE_UNITS.map((value) => ({ value, label: units[value] }))}
              value={draft.ageUnit}
              onChange={({ currentTarget }) =>
                onChange({ ageUnit: AGE_UNITS.find((unit) => unit === currentTarget.value) ?? 'd' })
              }
            />
          </>
        )}
      </div>
    </Fields>
  );
}
