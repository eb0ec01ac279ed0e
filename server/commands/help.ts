import { COMMANDS, type CommandName, EXAMPLES, EXIT_CODES, SETTINGS } from './usage.ts';
import type { Row, Usage } from './usage-types.ts';

/** Whether there is a command of this name. */
export function isCommand(word: string): word is CommandName {
  return Object.hasOwn(COMMANDS, word);
}

/** The help about all of it. */
export function helpOnAll(): string {
  const commands = Object.entries(COMMANDS).map(([name, { summary }]) => [name, summary]);
  return [
    "Coppice: an operator's console for a ModelArts model registry.",
    section('Usage', ['coppice [COMMAND] [OPTION...]']),
    section('Commands', inColumns(commands)),
    section('Options', inColumns(OPTIONS)),
    section('Settings (a flag wins over its variable)', inColumns(SETTINGS)),
    section('Examples', EXAMPLES),
    section('Exit codes', inColumns(EXIT_CODES)),
    DIRECTORY,
  ].join('\n\n');
}

/** The help about one command. */
export function helpOn(command: CommandName): string {
  const { summary, ways, about, options, examples, exits }: Usage = COMMANDS[command];
  return [
    `${summary}.`,
    section('Usage', ways),
    about.join('\n'),
    ...(options.length > 0 ? [section('Options', inColumns(options))] : []),
    section('Examples', examples),
    ...(exits ? [section('Exit codes', inColumns(exits))] : []),
  ].join('\n\n');
}

const OPTIONS: readonly Row[] = [
  ['-h, --help', 'this; after a command, about that command'],
  ['-v, --version', 'the version'],
];

const DIRECTORY = `One Coppice at a time can use a data directory: stop the gateway before any
command but "backup", "plan", "apply" and "rules", or use PostgreSQL.`;

function section(title: string, lines: readonly string[]): string {
  return [title, ...lines.map((line) => `  ${line}`)].join('\n');
}

/** Each cell as wide as the widest of its column. */
function inColumns(rows: readonly Row[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
