import { MAX_PLANNED_VERSIONS } from '../../../core/console-api/deletions/receipts.ts';
import { MODEL_TYPES } from '../../../core/contract/model-choices.ts';
import {
  MAX_DAYS,
  MAX_NEWEST,
  MAX_RULE_NAME,
  MAX_RULES,
  MAX_WORDS,
} from '../../../core/housekeeping/rule.ts';
import { MAX_QUIET_MINUTES, MIN_QUIET_MINUTES } from '../../../core/housekeeping/schedule/schedule.ts';
import type { Mistake, RuleField } from '../../../core/housekeeping/yaml-mistakes.ts';
import { printable } from '../printable.ts';

/** A mistake in a file, with its place in the form that editors and compilers know: `rules.yaml:8:24: …`. */
export function mistakeText(file: string, mistake: Mistake): string {
  const { line, column, at } = mistake;
  const where = at === '' ? '' : `${printable(at)}: `;
  return `${file}:${line}:${column}: ${where}${whatIsWrong(mistake)}`;
}

function whatIsWrong(mistake: Mistake): string {
  switch (mistake.kind) {
    case 'syntax':
      return `this is no YAML: ${printable(mistake.message)}`;
    case 'unknown':
      return `"${printable(mistake.word)}" means nothing here; expected ${EXPECTED[mistake.within]}`;
    case 'missing':
      return `missing; expected ${EXPECTED[mistake.expected]}`;
    case 'twice':
      return 'a rule before has this name; expected another one';
    case 'wrong':
      return `expected ${EXPECTED[mistake.expected]}`;
    default:
      return mistake satisfies never;
  }
}

const DAYS = `a number of days from 1 to ${MAX_DAYS}`;
const WORDS = `1 to ${MAX_WORDS}`;
const NEWEST = '"count" and "by"';

const EXPECTED: Record<RuleField, string> = {
  file: '"rules" alone',
  rules: `a list of at most ${MAX_RULES} rules`,
  rule: '"name", "scope", "keep" and "delete", and maybe "schedule"',
  name: `a name of at most ${MAX_RULE_NAME} characters in one line (in quotes where it looks like a number)`,
  scope: '"names", and maybe "types" and "labels"',
  names: `a list of ${WORDS} patterns of names, such as nightly-*`,
  types: `a list of ${MODEL_TYPES.join(', ')}`,
  labels: `a list of ${WORDS} words`,
  keep: '"newest" or "younger_than_days" or both',
  newest: NEWEST,
  younger_than_days: DAYS,
  count: `a number from 1 to ${MAX_NEWEST}`,
  by: 'version or created',
  delete: 'one or more of "failed", "not_in_newest", "older_than_days", "duplicates" and "idle_for_days"',
  failed: 'true',
  not_in_newest: NEWEST,
  older_than_days: DAYS,
  duplicates: 'true',
  idle_for_days: DAYS,
  schedule: '"cron" and "time_zone", and maybe "enabled" and "unattended"',
  cron: 'five cron words for times that come (minute, hour, day, month, weekday), such as 0 3 * * MON',
  minute: 'the minute: * or 0 to 59, with - / and , between',
  hour: 'the hour: * or 0 to 23, with - / and , between',
  day: 'the day of the month: * or 1 to 31, with - / and , between',
  month: 'the month: * or 1 to 12 or JAN to DEC, with - / and , between',
  weekday: 'the day of the week: * or 0 to 7 or SUN to SAT, with - / and , between',
  time_zone: 'a time zone by its IANA name, such as Europe/Berlin',
  enabled: 'true or false',
  unattended: '"most_versions", "most_bytes" and "quiet_minutes"',
  most_versions: `a number from 1 to ${MAX_PLANNED_VERSIONS}`,
  most_bytes: 'a number of bytes from 1 on',
  quiet_minutes: `a number of minutes from ${MIN_QUIET_MINUTES} to ${MAX_QUIET_MINUTES}`,
};
