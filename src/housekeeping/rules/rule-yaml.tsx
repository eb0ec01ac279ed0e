import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { MODEL_TYPES } from '../../../core/contract/model-choices.ts';
import {
  MAX_DAYS,
  MAX_NEWEST,
  MAX_RULE_NAME,
  MAX_WORDS,
  type Rule,
} from '../../../core/housekeeping/rule.ts';
import { rulesFromYaml, rulesToYaml } from '../../../core/housekeeping/rules-yaml.ts';
import { MAX_QUIET_MINUTES, MIN_QUIET_MINUTES } from '../../../core/housekeeping/schedule/schedule.ts';
import type { Mistake, RuleField } from '../../../core/housekeeping/yaml-mistakes.ts';
import { m } from '../../messages/messages.js';
import { formatCount, formatList } from '../../ui/text/format.ts';
import classes from '../housekeeping.module.css';
import { CRON_EXPECTED } from '../schedule/expected-words.ts';
import { MOST_VERSIONS } from '../schedule/schedule-draft.ts';

/** A rule as YAML, and each mistake in it with its place; what is a rule is told at once. */
export function RuleYaml(props: {
  /** What it begins with. */
  said: Rule;
  /** @param rule undefined while what is written is none. */
  onChange: (rule: Rule | undefined) => void;
  isReadOnly?: boolean;
}) {
  const [text, setText] = useState(() => rulesToYaml([props.said]));
  const { rule, mistakes } = readOne(text);
  return (
    <div className={classes.yaml}>
      <Textarea
        label={m.rules_yaml_label()}
        description={m.rules_yaml_help()}
        rows={Math.max(16, text.split('\n').length + 1)}
        spellCheck={false}
        readOnly={props.isReadOnly ?? false}
        classNames={{ input: classes.code ?? '' }}
        value={text}
        error={mistakes.length > 0}
        onChange={(event) => {
          const written = event.currentTarget.value;
          setText(written);
          props.onChange(readOne(written).rule);
        }}
      />
      <div role="status">
        {!rule && (
          <>
            <p className={classes.wrong}>{m.rules_mistakes()}</p>
            <ul className={classes.mistakes} aria-label={m.rules_mistakes()}>
              {mistakes.map(({ line, column, what }) => (
                <li key={`${line}:${column}:${what}`}>
                  {m.rules_mistake({ line: formatCount(line), column: formatCount(column), what })}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </div>
  );
}

type ToldMistake = { line: number; column: number; what: string };

function readOne(text: string): { rule: Rule | undefined; mistakes: ToldMistake[] } {
  const read = rulesFromYaml(text);
  if ('mistakes' in read) {
    const mistakes = read.mistakes.map(({ line, column, ...mistake }) => {
      return { line, column, what: mistakeWords({ line, column, ...mistake }) };
    });
    return { rule: undefined, mistakes };
  }
  const [rule, ...others] = read.rules;
  if (rule && others.length === 0) return { rule, mistakes: [] };
  return { rule: undefined, mistakes: [{ line: 1, column: 1, what: m.rules_mistake_one() }] };
}

function mistakeWords(mistake: Mistake): string {
  switch (mistake.kind) {
    case 'syntax':
      return m.rules_mistake_syntax({ message: mistake.message });
    case 'unknown':
      return m.rules_mistake_unknown({ word: mistake.word, expected: EXPECTED[mistake.within]() });
    case 'missing':
      return m.rules_mistake_missing({ expected: EXPECTED[mistake.expected]() });
    // A file in which a name comes twice has several rules.
    case 'twice':
      return m.rules_mistake_one();
    case 'wrong':
      return m.rules_mistake_wrong({ expected: EXPECTED[mistake.expected]() });
    default:
      return mistake satisfies never;
  }
}

const days = () => m.rules_expected_days({ most: formatCount(MAX_DAYS) });

const EXPECTED: Record<RuleField, () => string> = {
  file: m.rules_expected_file,
  rules: m.rules_expected_rules,
  rule: m.rules_expected_rule,
  name: () => m.rules_expected_name({ most: MAX_RULE_NAME }),
  scope: m.rules_expected_scope,
  names: () => m.rules_expected_names({ most: MAX_WORDS }),
  types: () => m.rules_expected_types({ types: formatList(MODEL_TYPES) }),
  labels: () => m.rules_expected_labels({ most: MAX_WORDS }),
  keep: m.rules_expected_keep,
  newest: m.rules_expected_newest,
  younger_than_days: days,
  count: () => m.rules_expected_count({ most: formatCount(MAX_NEWEST) }),
  by: m.rules_expected_by,
  delete: m.rules_expected_delete,
  failed: m.rules_expected_failed,
  not_in_newest: m.rules_expected_newest,
  older_than_days: days,
  duplicates: m.rules_expected_failed,
  idle_for_days: days,
  schedule: m.schedule_expected_schedule,
  cron: m.schedule_expected_cron,
  ...CRON_EXPECTED,
  time_zone: m.schedule_expected_zone,
  enabled: m.schedule_expected_enabled,
  unattended: m.schedule_expected_unattended,
  most_versions: () => m.rules_expected_count({ most: formatCount(MOST_VERSIONS) }),
  most_bytes: m.schedule_expected_bytes,
  quiet_minutes: () =>
    m.schedule_expected_quiet({ least: MIN_QUIET_MINUTES, most: formatCount(MAX_QUIET_MINUTES) }),
};
