import { Autocomplete, Button, Checkbox, Switch, TextInput } from '@mantine/core';
import { readCronWords } from '../../../core/housekeeping/schedule/cron-words.ts';
import { isTimeZone, Schedule } from '../../../core/housekeeping/schedule/schedule.ts';
import { m } from '../../messages/messages.js';
import { CRON_EXPECTED } from './expected-words.ts';
import { NextTimes } from './next-times.tsx';
import classes from './schedule.module.css';
import type { ScheduleDraft } from './schedule-draft.ts';
import { UnattendedPart } from './unattended-part.tsx';

type Part = {
  draft: ScheduleDraft;
  onChange: (draft: ScheduleDraft) => void;
  /** In whose name the rule deletes as it is saved; undefined where it does not by itself. */
  operator: string | undefined;
};

/** When a rule is asked by itself, and whether what it finds is deleted without a person. */
export function SchedulePart(props: Part) {
  const { draft, onChange } = props;
  return (
    <>
      <Checkbox
        size="sm"
        label={m.schedule_ask()}
        checked={draft.isAsked}
        onChange={(event) => onChange({ ...draft, isAsked: event.currentTarget.checked })}
      />
      {draft.isAsked && <ScheduleFields {...props} />}
    </>
  );
}

function ScheduleFields({ draft, onChange, operator }: Part) {
  const times = { cron: draft.cron.trim(), time_zone: draft.timeZone };
  const isZone = isTimeZone(draft.timeZone);
  const mistake = cronMistake(times.cron);
  return (
    <div className={classes.fields}>
      <div className={classes.when}>
        <TextInput
          label={m.schedule_cron()}
          description={m.schedule_cron_help()}
          spellCheck={false}
          classNames={{ input: classes.code ?? '' }}
          value={draft.cron}
          error={mistake}
          onChange={(event) => onChange({ ...draft, cron: event.currentTarget.value })}
        />
        <Autocomplete
          label={m.schedule_zone()}
          description={m.schedule_zone_help()}
          data={[...TIME_ZONES]}
          limit={50}
          value={draft.timeZone}
          error={!isZone && m.schedule_zone_none()}
          onChange={(timeZone) => onChange({ ...draft, timeZone })}
        />
      </div>
      <fieldset className={classes.usual}>
        <legend className={classes.hidden}>{m.schedule_usual()}</legend>
        {USUAL.map(({ cron, word }) => (
          <Button
            key={cron}
            size="compact-xs"
            variant="default"
            aria-pressed={times.cron === cron}
            onClick={() => onChange({ ...draft, cron })}
          >
            {word()}
          </Button>
        ))}
      </fieldset>
      {isZone && mistake === undefined && <NextTimes times={times} />}
      <Switch
        size="sm"
        label={m.schedule_on()}
        description={m.schedule_on_help()}
        checked={draft.isOn}
        onChange={(event) => onChange({ ...draft, isOn: event.currentTarget.checked })}
      />
      <UnattendedPart draft={draft} onChange={onChange} operator={operator} />
    </div>
  );
}

const TIME_ZONES: readonly string[] = ['UTC', ...Intl.supportedValuesOf('timeZone')];

const USUAL = [
  { cron: '0 3 * * *', word: m.schedule_usual_nightly },
  { cron: '0 3 * * MON', word: m.schedule_usual_weekly },
  { cron: '0 3 1 * *', word: m.schedule_usual_monthly },
];

/** What is wrong with cron words, and where. */
function cronMistake(cron: string): string | undefined {
  const read = readCronWords(cron);
  if ('words' in read) {
    return Schedule.shape.cron.safeParse(cron).success
      ? undefined
      : m.rules_mistake_wrong({ expected: m.schedule_expected_cron() });
  }
  const [first] = read.mistakes;
  if (!first || first.field === 'count')
    return m.rules_mistake_wrong({ expected: m.schedule_expected_cron() });
  return m.schedule_cron_wrong({ column: String(first.at + 1), expected: CRON_EXPECTED[first.field]() });
}
