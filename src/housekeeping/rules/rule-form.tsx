import { Checkbox, Text, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import { MODEL_TYPES } from '../../../core/contract/model-choices.ts';
import { MAX_DAYS, MAX_NEWEST, MAX_RULE_NAME, MAX_WORDS } from '../../../core/housekeeping/rule.ts';
import { m } from '../../messages/messages.js';
import classes from '../housekeeping.module.css';
import { SchedulePart } from '../schedule/schedule-part.tsx';
import { CountClause } from './count-clause.tsx';
import type { DraftTrouble, RuleDraft } from './rule-draft.ts';

type Part = {
  draft: RuleDraft;
  onChange: (draft: RuleDraft) => void;
  /** What is not right, where that is to be said. */
  trouble: DraftTrouble | undefined;
  /** In whose name the rule deletes by itself as it is saved; undefined where it does not. */
  operator?: string | undefined;
};

/** A rule as a form: which versions, what it keeps of them, and what is a reason to delete. */
export function RuleForm(props: Part) {
  const { draft, onChange, trouble } = props;
  return (
    <div className={classes.form}>
      <TextInput
        label={m.rules_field_name()}
        value={draft.name}
        error={nameTrouble(draft.name, trouble)}
        onChange={(event) => onChange({ ...draft, name: event.currentTarget.value })}
      />
      <ScopePart {...props} />
      <DeletePart {...props} />
      <KeepPart {...props} />
      <Section title={m.schedule_title()} help={m.schedule_help()}>
        <SchedulePart
          draft={draft.schedule}
          operator={props.operator}
          onChange={(schedule) => onChange({ ...draft, schedule })}
        />
      </Section>
    </div>
  );
}

/** What is not there yet is missed once somebody wants to go on; what is too long is told as it is pasted. */
function nameTrouble(name: string, trouble: DraftTrouble | undefined): string | undefined {
  if (trouble === 'name-taken') return m.rules_name_taken();
  if (trouble !== 'name' && name.trim().length <= MAX_RULE_NAME) return undefined;
  return m.rules_mistake_wrong({ expected: m.rules_expected_name({ most: MAX_RULE_NAME }) });
}

function Section(props: { title: string; help?: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className={classes.section} aria-labelledby={id}>
      <h2 id={id} className={classes.sectionTitle}>
        {props.title}
      </h2>
      {props.help && (
        <Text size="xs" c="dimmed">
          {props.help}
        </Text>
      )}
      {props.children}
    </section>
  );
}

function ScopePart({ draft, onChange, trouble }: Part) {
  const toggle = (type: string) => {
    const types = new Set(draft.types);
    if (!types.delete(type)) types.add(type);
    onChange({ ...draft, types });
  };
  return (
    <Section title={m.rules_scope()}>
      <div className={classes.pair}>
        <Textarea
          label={m.rules_field_names()}
          description={m.rules_field_names_help()}
          rows={3}
          spellCheck={false}
          value={draft.names}
          error={
            trouble === 'names' &&
            m.rules_mistake_wrong({ expected: m.rules_expected_names({ most: MAX_WORDS }) })
          }
          onChange={(event) => onChange({ ...draft, names: event.currentTarget.value })}
        />
        <Textarea
          label={m.rules_field_labels()}
          description={m.rules_field_labels_help()}
          rows={3}
          spellCheck={false}
          value={draft.labels}
          error={
            trouble === 'labels' &&
            m.rules_mistake_wrong({ expected: m.rules_expected_labels({ most: MAX_WORDS }) })
          }
          onChange={(event) => onChange({ ...draft, labels: event.currentTarget.value })}
        />
      </div>
      <fieldset className={classes.types}>
        <legend className={classes.legend}>
          {m.rules_field_types()} <span className={classes.quiet}>{m.rules_field_types_help()}</span>
        </legend>
        {MODEL_TYPES.map((type) => (
          <Checkbox
            key={type}
            size="xs"
            label={type}
            classNames={{ label: classes.type ?? '' }}
            checked={draft.types.has(type)}
            onChange={() => toggle(type)}
          />
        ))}
      </fieldset>
    </Section>
  );
}

function DeletePart({ draft, onChange, trouble }: Part) {
  return (
    <Section title={m.rules_delete()} help={m.rules_delete_help()}>
      <Checkbox
        size="sm"
        label={m.rules_delete_failed()}
        checked={draft.deleteFailed}
        onChange={(event) => onChange({ ...draft, deleteFailed: event.currentTarget.checked })}
      />
      <CountClause
        label={m.rules_delete_not_newest()}
        figure={m.rules_how_many()}
        most={MAX_NEWEST}
        hasOrder
        value={draft.deleteNotNewest}
        onChange={(deleteNotNewest) => onChange({ ...draft, deleteNotNewest })}
      />
      <CountClause
        label={m.rules_delete_older()}
        figure={m.rules_older_days()}
        most={MAX_DAYS}
        value={draft.deleteOlder}
        onChange={(deleteOlder) => onChange({ ...draft, deleteOlder })}
      />
      <Checkbox
        size="sm"
        label={m.rules_delete_duplicates()}
        checked={draft.deleteDuplicates}
        onChange={(event) => onChange({ ...draft, deleteDuplicates: event.currentTarget.checked })}
      />
      <CountClause
        label={m.rules_delete_idle()}
        figure={m.rules_idle_days()}
        most={MAX_DAYS}
        value={draft.deleteIdle}
        onChange={(deleteIdle) => onChange({ ...draft, deleteIdle })}
      />
      {trouble === 'reasons' && (
        <p className={classes.wrong}>{m.rules_mistake_wrong({ expected: m.rules_expected_delete() })}</p>
      )}
    </Section>
  );
}

function KeepPart({ draft, onChange }: Part) {
  return (
    <Section title={m.rules_keep()} help={m.rules_keep_help()}>
      <CountClause
        label={m.rules_keep_newest()}
        figure={m.rules_how_many()}
        most={MAX_NEWEST}
        hasOrder
        value={draft.keepNewest}
        onChange={(keepNewest) => onChange({ ...draft, keepNewest })}
      />
      <CountClause
        label={m.rules_keep_younger()}
        figure={m.rules_younger_days()}
        most={MAX_DAYS}
        value={draft.keepYounger}
        onChange={(keepYounger) => onChange({ ...draft, keepYounger })}
      />
      <Text size="sm" c="dimmed">
        {m.rules_keep_always()}
      </Text>
    </Section>
  );
}
