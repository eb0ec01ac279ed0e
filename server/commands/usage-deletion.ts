import type { Row, Usage } from './usage-types.ts';

const GATEWAY: Row = ['--gateway URL', 'the gateway to ask; COPPICE_GATEWAY'];
const JSON_OPTION = 'for a program, in place of what is for people';

const LET_IN = [
  'Who asks is not said on the command line, where others can read it: set',
  'COPPICE_TOKEN, or COPPICE_ACCESS_KEY and COPPICE_SECRET_KEY. No database is',
  'needed: it works from any machine that reaches the gateway.',
];

/** `coppice plan`. */
export const PLAN_USAGE: Usage = {
  summary: 'Show what a deletion would do, and write it down',
  ways: [
    'coppice plan SELECTOR… [--cascade] [--keep-newest N] [--keep-in-use]',
    '             [--out FILE] [--force] [--json] [--gateway URL] [--project P]',
  ],
  about: [
    'A selector is',
    '  pose          the newest version of the name; with --cascade all of them',
    '  pose@1.0.0    one version',
    '  ID            one version, by its id',
    "  'pose-*'      the names that fit, with --cascade or --keep-newest; in quotes,",
    '                as * is for the shell otherwise',
    '',
    'Nothing is deleted: it prints what would be refused, what may be, what would',
    'be deleted and what is kept, and writes that plan into FILE for "apply".',
    '',
    ...LET_IN,
  ],
  options: [
    ['--cascade', 'all versions of each name'],
    ['--keep-newest N', 'all but the N newest of each name, by date of creation'],
    ['--keep-in-use', 'keep what a service uses, or what could not be checked'],
    ['--out FILE', 'write the plan there; also -o FILE; - is standard output'],
    ['--force', 'overwrite FILE if it is there'],
    ['--json', JSON_OPTION],
    GATEWAY,
    ['--project P', 'its id or name; COPPICE_PROJECT, or else the only one'],
  ],
  examples: [
    'coppice plan pose --cascade --keep-in-use --out plan.json',
    "coppice plan 'nightly-*' --keep-newest 3 --out plan.json",
  ],
  exits: [
    ['0', 'there is a plan'],
    ['1', 'it could not be made; the message says why'],
    ['2', 'it was asked for in a way that is not understood'],
    ['3', 'there is nothing to do: no plan is written'],
  ],
};

/** `coppice apply`. */
export const APPLY_USAGE: Usage = {
  summary: 'Carry out a plan, or refuse when the registry changed',
  ways: [
    'coppice apply FILE [--yes] [--start now|usual|TIME] [--detach] [--json]',
    '              [--gateway URL]',
  ],
  about: [
    'FILE is what "plan --out" wrote; - is standard input. When a version is gone',
    'or was added since, or another service uses one, nothing is sent, and it says',
    'what is different. Otherwise it asks for consent at the terminal and has the',
    'gateway carry out the plan, with a receipt as for the console.',
    '',
    'The usual start is after the time that the project gives to take it back.',
    'Ctrl+C once stops the deletion before its next call; twice leaves it to the',
    'gateway, which carries it on. When it asks something and nobody is at a',
    'terminal, it is left waiting, and it is said how to answer.',
    '',
    ...LET_IN,
  ],
  options: [
    ['--yes', 'consent beforehand, for scripts'],
    ['--start WHEN', 'now, usual, or a time like 2026-12-01T02:00:00Z; usual'],
    ['--detach', 'do not follow it: print where its receipt is'],
    ['--json', 'an event a line, for a program'],
    GATEWAY,
  ],
  examples: ['coppice apply plan.json', 'coppice apply plan.json --yes --start now --json'],
  exits: [
    ['0', 'all of the plan is deleted; with --detach, it was begun'],
    ['1', 'it could not be carried out or followed; the message says why'],
    ['2', 'it was asked for in a way that is not understood'],
    ['3', 'there is nothing to do'],
    ['4', 'the registry changed since the plan was made: nothing was sent'],
    ['5', 'not all were deleted: refused, left, or not known yet'],
    ['6', 'it waits for somebody'],
    ['130', 'left by a second Ctrl+C: it goes on in the gateway'],
  ],
};

/** `coppice completion`. */
export const COMPLETION_USAGE: Usage = {
  summary: 'Print what completes this command in a shell',
  ways: ['coppice completion bash|zsh|fish'],
  about: ['Commands, their verbs, options and values, as this help has them.'],
  options: [],
  examples: [
    'source <(coppice completion bash)    # in ~/.bashrc; or zsh, in ~/.zshrc',
    'coppice completion fish > ~/.config/fish/completions/coppice.fish',
  ],
};
