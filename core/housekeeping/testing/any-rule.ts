import fc from 'fast-check';
import { MODEL_STATUSES } from '../../contract/model-choices.ts';
import type { RuledVersion } from '../decide-rule.ts';
import { ORDERS, Rule } from '../rule.ts';
import { Schedule } from '../schedule/schedule.ts';

export const DAY = 24 * 60 * 60 * 1000;
export const NOW = 1_800_000_000_000;

const newest = fc.record({ count: fc.integer({ min: 1, max: 5 }), by: fc.constantFrom(...ORDERS) });
const days = fc.integer({ min: 1, max: 40 });

/** Rules over few names and types, so that versions are in their scopes. */
export const anyRule: fc.Arbitrary<Rule> = fc
  .record({
    name: fc.constant('any'),
    scope: fc.record(
      {
        names: fc.uniqueArray(fc.constantFrom('*', 'pose*', '*hand', 'h?nd'), { minLength: 1 }),
        types: fc.uniqueArray(fc.constantFrom('PyTorch', 'Image'), { minLength: 1 }),
        labels: fc.constant(['nightly']),
      },
      { requiredKeys: ['names'] },
    ),
    keep: fc.record({ newest, younger_than_days: days }, { requiredKeys: [] }),
    delete: fc
      .record(
        {
          ...{ failed: fc.constant(true), not_in_newest: newest, older_than_days: days },
          ...{ duplicates: fc.constant(true), idle_for_days: days },
        },
        { requiredKeys: [] },
      )
      .filter((clauses) => Object.keys(clauses).length > 0),
  })
  .map((rule) => Rule.parse(rule));

const anyVersion = fc.record({
  model_name: fc.constantFrom('pose', 'hand', 'posehand'),
  model_version: fc.tuple(fc.nat(2), fc.nat(12), fc.nat(2)).map((parts) => parts.join('.')),
  model_type: fc.constantFrom('PyTorch', 'Image', ''),
  model_status: fc.constantFrom(...MODEL_STATUSES, ''),
  model_size: fc.constantFrom(0, 10),
  description: fc.constantFrom('nightly build', 'fortnightly', ''),
  create_at: fc.oneof(
    { weight: 5, arbitrary: fc.nat(50).map((age) => NOW - age * DAY) },
    { weight: 1, arbitrary: fc.constantFrom(0, undefined) },
  ),
  isSubscribed: fc.boolean(),
  services: fc.oneof(
    { weight: 6, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.constantFrom(1, undefined) },
  ),
  isDuplicate: fc.constantFrom(true, false, undefined),
  protection: fc.oneof(
    { weight: 6, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constant('the release') },
  ),
});

/** Versions of few names, each name and version once; half of the time nothing of them is in use, and all have dates. */
export const anyVersions: fc.Arbitrary<RuledVersion[]> = fc
  .tuple(
    fc.uniqueArray(anyVersion, {
      maxLength: 40,
      selector: ({ model_name, model_version }) => `${model_name} ${model_version}`,
    }),
    fc.boolean(),
  )
  .map(([versions, isIdle]) =>
    versions.map((version, place) => ({
      ...version,
      model_id: `id-${place}`,
      isSubscribed: version.isSubscribed && place % 4 === 0,
      ...(isIdle && { services: 0, create_at: version.create_at || NOW - 30 * DAY }),
    })),
  );

const lineOfText = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
  .filter((text) => Rule.shape.name.safeParse(text).success);
const largeNewest = fc.record({ count: fc.integer({ min: 1, max: 9999 }), by: fc.constantFrom(...ORDERS) });
const manyDays = fc.integer({ min: 1, max: 36_500 });

const upTo = (most: number) => fc.integer({ min: 1, max: most });

/** One of the five cron words, all of whose numbers are of `from` to `to`. */
const cronWord = (from: number, to: number) => {
  const number = fc.integer({ min: from, max: to });
  const range = fc.tuple(number, number).map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`);
  const step = fc.integer({ min: 1, max: 40 });
  const piece = fc.oneof(
    number.map(String),
    range,
    fc.tuple(range, step).map(([some, by]) => `${some}/${by}`),
    step.map((by) => `*/${by}`),
  );
  const list = fc.array(piece, { minLength: 1, maxLength: 3 }).map((pieces) => pieces.join(','));
  return fc.oneof(fc.constant('*'), list);
};

/** Five cron words for times that come. */
export const anyCron: fc.Arbitrary<string> = fc
  .tuple(cronWord(0, 59), cronWord(0, 23), cronWord(1, 31), cronWord(1, 12), cronWord(0, 7))
  .map((words) => words.join(' '))
  .filter((cron) => Schedule.shape.cron.safeParse(cron).success);

const anySchedule = fc.record(
  {
    cron: anyCron,
    time_zone: fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Shanghai', 'America/St_Johns'),
    enabled: fc.boolean(),
    unattended: fc.record({
      most_versions: upTo(20_000),
      most_bytes: upTo(Number.MAX_SAFE_INTEGER),
      quiet_minutes: fc.integer({ min: 5, max: 10_080 }),
    }),
  },
  { requiredKeys: ['cron', 'time_zone', 'enabled'] },
);

/** Rules as somebody may write them, each with another name. */
export const writtenRules: fc.Arbitrary<Rule[]> = fc.uniqueArray(
  fc
    .record(
      {
        name: fc.oneof(
          lineOfText,
          fc.constantFrom('yes', '12', 'null', '- a', '# b', 'a: b', '*x', '"', '夜间'),
        ),
        scope: fc.record(
          {
            names: fc.array(lineOfText, { minLength: 1, maxLength: 4 }),
            types: fc.array(fc.constantFrom('PyTorch', 'Image'), { minLength: 1, maxLength: 3 }),
            labels: fc.array(lineOfText, { minLength: 1, maxLength: 3 }),
          },
          { requiredKeys: ['names'] },
        ),
        keep: fc.record({ newest: largeNewest, younger_than_days: manyDays }, { requiredKeys: [] }),
        delete: fc.record(
          {
            ...{ failed: fc.constant(true), not_in_newest: largeNewest, older_than_days: manyDays },
            ...{ duplicates: fc.constant(true), idle_for_days: manyDays },
          },
          { requiredKeys: ['older_than_days'] },
        ),
        schedule: anySchedule,
      },
      { requiredKeys: ['name', 'scope', 'keep', 'delete'] },
    )
    .map((rule) => Rule.parse(rule)),
  { maxLength: 4, selector: (rule) => rule.name },
);

/** A rule with a stricter keep: more of the newest, and of the young. */
export function withStricterKeep(rule: Rule, more: number): Rule {
  const { newest, younger_than_days: days } = rule.keep;
  return Rule.parse({
    ...rule,
    keep: {
      newest: newest ? { ...newest, count: newest.count + more } : { count: 1 + more, by: 'version' },
      younger_than_days: (days ?? 0) + more + 1,
    },
  });
}
