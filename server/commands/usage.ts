import { MODEL_STATUSES, MODEL_TYPES } from '../../core/contract/model-choices.ts';
import { RULES_USAGE } from './rules/usage-rules.ts';
import { APPLY_USAGE, COMPLETION_USAGE, PLAN_USAGE } from './usage-deletion.ts';
import type { Row, Usage } from './usage-types.ts';

const DATA: Row = ['--data DIR', 'where the data is kept; COPPICE_DATA, or else ./data'];
const ACCOUNT: Row = ['--account A', 'the account'];

/** The values of a field, set out below it. */
function fieldLines(field: string, values: readonly string[]): string[] {
  const middle = Math.ceil(values.length / 2);
  const lines = values.length > 6 ? [values.slice(0, middle), values.slice(middle)] : [values];
  return lines.map((some, nth) => `  ${(nth === 0 ? field : '').padEnd(17)} ${some.join(', ')}`);
}

const typeLines = () => fieldLines('model_type', MODEL_TYPES);
const statusLines = () => fieldLines('model_status', MODEL_STATUSES);

/** The commands by their names, in the order in which they are met. */
export const COMMANDS = {
  start: {
    summary: 'Start the gateway and its console; the same without a command',
    ways: ['coppice [start] [--port N] [--host H] [--data DIR] [--sample]'],
    about: [
      'Runs until it is told to stop (Ctrl-C, SIGTERM): requests under way finish',
      'first; a second signal does not wait for them.',
    ],
    options: [
      ['--port N', 'where to listen; PORT, or else 4600; 0 takes any free one'],
      ['--host H', 'on which address; HOST, or else 127.0.0.1: this machine only'],
      DATA,
      ['--sample', 'fill an empty registry with the sample; COPPICE_SAMPLE=1'],
    ],
    examples: ['coppice --sample', 'DATABASE_URL=postgresql://me@db/coppice coppice --host 0.0.0.0'],
  },
  user: {
    summary: 'Let people in, change passwords and roles, sign out, list, remove',
    ways: [
      'coppice user add NAME --account A --project P --role viewer|operator|admin',
      '                 [--password-stdin] [--data DIR]',
      'coppice user list [--account A] [--data DIR]',
      'coppice user role NAME --account A --project P',
      '                  --role viewer|operator|admin|none [--data DIR]',
      'coppice user password NAME --account A [--password-stdin] [--data DIR]',
      'coppice user sign-out NAME --account A [--data DIR]',
      'coppice user remove NAME --account A [--data DIR]',
    ],
    about: [
      '"add" makes the account and the project when they are missing; a user who is',
      'there gets the new password and role. The password is COPPICE_PASSWORD, or',
      'what standard input holds, or is asked for at a terminal.',
      '',
      'A new password, a role that is less than before, and "remove" take effect at',
      'once, on every gateway of a PostgreSQL: all sessions, tokens, access keys and',
      'event streams of that person end, and it is said how many. "sign-out" ends all',
      'of it but the access keys, and lets them in again. Receipts keep the names of',
      "those who are removed; the command says when a project's last operator or an",
      "account's last administrator goes.",
      '',
      'An administrator does the same to the people of their account in the console.',
    ],
    options: [
      ACCOUNT,
      ['--project P', 'the project'],
      ['--role R', 'viewer (looks), operator (deletes), admin (and people), none'],
      ['--password-stdin', 'read the password from standard input, whatever else is set'],
      DATA,
    ],
    examples: [
      'coppice user add maria --account acme --project vision --role operator',
      'pass acme/kim | coppice user add kim --account acme --project vision \\',
      '  --role viewer --password-stdin',
      'coppice user role kim --account acme --project vision --role none',
      'coppice user remove kim --account acme',
    ],
  },
  project: {
    summary: 'Make and list projects',
    ways: [
      'coppice project add NAME --account A [--data DIR]',
      'coppice project list [--account A] [--data DIR]',
    ],
    about: [
      '"add" makes the account when it is missing. "list" says how many people have',
      'each role; "coppice user role" lets somebody in who is there.',
    ],
    options: [ACCOUNT, DATA],
    examples: ['coppice project add vision --account acme', 'coppice project list'],
  },
  key: {
    summary: 'Make, list and remove access keys, which programs sign with',
    ways: [
      'coppice key add USER --account A [--data DIR]',
      'coppice key list [USER] --account A [--data DIR]',
      'coppice key remove ACCESS_KEY [--data DIR]',
    ],
    about: [
      'The secret key is shown once, when it is made. "list" says when each was made',
      'and last used, to about a minute. A key that is removed opens nothing any more.',
    ],
    options: [ACCOUNT, DATA],
    examples: ['coppice key add maria --account acme', 'coppice key list --account acme'],
  },
  secret: {
    summary: 'Go on with another sealing secret',
    ways: ['coppice secret change [--data DIR]'],
    about: [
      'Run it once after COPPICE_SECRET was changed or lost, with the new one, while',
      'no gateway runs. Signs everybody out and removes all access keys: what was',
      'sealed under the old secret cannot be read any more. Webhooks wait until each',
      'has a new secret of its own.',
    ],
    options: [DATA],
    examples: ['COPPICE_SECRET="$(cat new-secret)" coppice secret change'],
  },
  import: {
    summary: 'Load models from a file into a project',
    ways: ['coppice import FILE --account A --project P [--data DIR]'],
    about: [
      'FILE is JSON: an array of models, or one model a line, or what the registry',
      'answers (its list, or a detail). Understood as well, as far as a model has a',
      'place for it, and what is left out is said: what MLflow answers to',
      'registered-models/search and model-versions/search (version 123 becomes',
      '0.1.23), and a listing of models by Hugging Face. UTF-8, or UTF-16. All of it',
      'is loaded, or nothing, and then the reason is told for each line.',
      '',
      'A model has',
      '  model_name        1 to 64 letters of any script, digits, hyphens, underscores',
      '  model_version     three numbers from 0 to 99, like 1.0.12',
      ...typeLines(),
      '  source_location   where its files are; not for a Template, or with a model_id',
      'and may have',
      '  model_id          1 to 64 letters, digits or hyphens; else it gets one',
      ...statusLines(),
      '  model_size        in bytes',
      '  create_at         in ms since 1970; else now',
      '  description       up to 100 characters',
      '  model_labels      a list of words',
      '  workspace_id, execution_code, install_type, initial_config, model_metrics,',
      '  source_copy, model_algorithm, runtime, source_job_id, source_job_version,',
      '  source_type, dependencies, input_params, output_params, template, tags',
    ],
    options: [ACCOUNT, ['--project P', 'the project'], DATA],
    examples: ['coppice import models.json --account acme --project vision'],
  },
  backup: {
    summary: 'Write all that the database holds into a file',
    ways: ['coppice backup FILE [--force] [--data DIR]'],
    about: [
      'Everything as it is at one moment, whether a gateway is running on the data',
      'directory or not; with DATABASE_URL, of that PostgreSQL. The file is for your',
      'eyes only: it holds password hashes and receipts. It does not hold the sealing',
      'secret: keep that (the file "secret" of the data directory, or COPPICE_SECRET)',
      'elsewhere.',
    ],
    options: [['--force', 'overwrite FILE if it is there'], DATA],
    examples: [
      'coppice backup "coppice-$(date +%F)"',
      'coppice backup latest --force --data /var/lib/coppice',
    ],
  },
  restore: {
    summary: 'Bring back all that a backup holds',
    ways: ['coppice restore FILE [--force] [--data DIR]'],
    about: [
      'FILE is checked to its end first; then all of it is restored, or nothing is',
      'changed. Stop every gateway before. A backup of an older Coppice is brought up',
      'to date; one of a data directory can go into a PostgreSQL (DATABASE_URL), and',
      'the other way.',
    ],
    options: [['--force', 'restore over what is there, which is lost'], DATA],
    examples: [
      'coppice restore coppice-2026-11-25 --data ./data-again',
      'DATABASE_URL=postgresql://me@db/coppice coppice restore coppice-2026-11-25',
    ],
  },
  plan: PLAN_USAGE,
  apply: APPLY_USAGE,
  rules: RULES_USAGE,
  completion: COMPLETION_USAGE,
} as const satisfies Record<string, Usage>;

export type CommandName = keyof typeof COMMANDS;

/** The flags and variables of a gateway, which the other commands take as far as they open the database. */
export const SETTINGS: readonly Row[] = [
  ['--port N', 'PORT', 'where to listen; 4600'],
  ['--host H', 'HOST', 'its address; 127.0.0.1: this machine only'],
  ['--data DIR', 'COPPICE_DATA', 'where the data is kept; ./data'],
  ['', 'DATABASE_URL', 'a PostgreSQL to use, not the one inside'],
  ['', 'DATABASE_POOL', 'connections to it at most; 10'],
  ['', 'DATABASE_PREPARED', '0: prepare no statements (old poolers); 1'],
  ['', 'COPPICE_SECRET', 'seals tokens and secret keys at rest; the'],
  ['', '', 'same for all gateways of a database; made'],
  ['', '', 'and kept in the data directory if absent'],
  ['', 'TRUST_PROXY', 'proxies believed on who calls; loopback'],
  ['', 'COPPICE_HOSTS', 'names that it answers to, besides HOST'],
  ['', '', 'and loopback: a.example.com,*.example.org'],
  ['', 'COPPICE_BASE', 'its path behind a proxy, /coppice/; /'],
  ['--sample', 'COPPICE_SAMPLE', '1: fill an empty registry with the sample'],
  ['', 'COPPICE_UPSTREAM', 'address of the ModelArts it stands before'],
  ['', 'COPPICE_IAM', 'its IAM; that with iam. for modelarts.'],
  ['', 'COPPICE_REFRESH', 'minutes between readings of its models; 5'],
  ['', 'COPPICE_LAG', 'seconds that it may show deletions; 60'],
  ['', 'COPPICE_SERVICE_URL', 'where services are shown, to link to:'],
  ['', '', 'https://host/services/{service_id}; none'],
  ['', 'COPPICE_WEBHOOKS_INSIDE', '1: webhooks may go into its network; 0'],
];

export const EXAMPLES: readonly string[] = [
  'coppice --sample',
  'coppice user add maria --account acme --project vision --role operator',
  'coppice backup "coppice-$(date +%F)"',
  'coppice plan pose --cascade --out plan.json && coppice apply plan.json',
];

export const EXIT_CODES: readonly Row[] = [
  ['0', 'done'],
  ['1', 'it could not be done; the message says why'],
  ['2', 'it was asked for in a way that is not understood'],
  ['3…6', 'what "coppice help plan", "apply" and "rules" say'],
];
