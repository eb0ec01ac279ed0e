import type { Usage } from '../usage-types.ts';

/** `coppice rules`. */
export const RULES_USAGE: Usage = {
  summary: 'Write rules of housekeeping to a file and back, and try them',
  ways: [
    'coppice rules export [--out FILE] [--force] [--gateway URL] [--project P]',
    'coppice rules apply FILE [--json] [--gateway URL] [--project P]',
    'coppice rules dry-run NAME [--json] [--gateway URL] [--project P]',
  ],
  about: [
    'A rule says under a name which versions can go: of which models, what is kept',
    'of them, and what is a reason to delete. FILE is YAML; - is standard input:',
    '',
    '  rules:',
    '    - name: nightlies',
    '      scope: { names: [nightly-*], types: [PyTorch], labels: [test] }',
    '      keep: { newest: { count: 3, by: version }, younger_than_days: 14 }',
    '      delete: { failed: true, older_than_days: 90,',
    '                not_in_newest: { count: 10, by: created },',
    '                duplicates: true, idle_for_days: 180 }',
    '',
    '"apply" adds the rules of FILE and changes those of the same names; it removes',
    'none. Where something is not as a rule is written, it says in which line and',
    'column and what was expected, and changes nothing. "dry-run" lists what a rule',
    'would delete and keep, and why, and deletes nothing: to delete it, open what',
    'it prints the address of.',
    '',
    'What is in use, protected, subscribed or not checked always stays. As for',
    '"plan", COPPICE_TOKEN or an access key says who asks.',
  ],
  options: [
    ['--out FILE', 'write the rules there, not to standard output; also -o FILE'],
    ['--force', 'overwrite FILE if it is there'],
    ['--json', 'for a program, in place of what is for people'],
    ['--gateway URL', 'the gateway to ask; COPPICE_GATEWAY'],
    ['--project P', 'its id or name; COPPICE_PROJECT, or else the only one'],
  ],
  examples: [
    'coppice rules export --out rules.yaml && coppice rules apply rules.yaml',
    'coppice rules dry-run nightlies',
  ],
  exits: [
    ['0', 'done; of a dry run, that there is something to delete'],
    ['1', 'it could not be done; the message says why'],
    ['2', 'it was asked for in a way that is not understood'],
    ['3', 'the rule would delete nothing'],
  ],
};
