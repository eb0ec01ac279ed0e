import { NoBackupGiven } from '../backup/fetch-backup.ts';
import { NotABackup } from '../backup/read-backup.ts';
import { RestoreRefused } from '../backup/restore-backup.ts';
import { UsageError } from '../config.ts';
import { AnotherSecret } from '../iam/same-secret.ts';
import { NotText } from '../import/decode-text.ts';
import { ImportRefused } from '../import/import-models.ts';
import { NotAnArray } from '../import/split-rows.ts';
import { DirectoryInUse } from '../store/data-lock.ts';
import { DirectoryUnusable } from '../store/directory-unusable.ts';
import { NewerMigrations } from '../store/migrate.ts';
import { DatabaseUnavailable } from '../store/open-store.ts';
import { AnotherRegistry } from '../upstream/registry/registry-kind.ts';
import { VERSION } from '../version.ts';
import { changeUsers } from './change-users.ts';
import { backUp } from './database/back-up.ts';
import { changeSecret } from './database/change-secret.ts';
import { importFile } from './database/import-file.ts';
import { restore } from './database/restore.ts';
import { Failure } from './failure.ts';
import { helpOn, helpOnAll, isCommand } from './help.ts';
import { start } from './start.ts';
import { explainSystemError } from './system-error.ts';
import type { CommandName } from './usage.ts';
import { changeKeys } from './users/change-keys.ts';
import { changeProjects } from './users/change-projects.ts';

/** The `coppice` command. Exit codes: 0 done, 1 failed, 2 asked for in a way that it does not understand. */
export async function run(words: string[]): Promise<void> {
  try {
    await obey(words);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const isExpected = EXPECTED.some((kind) => error instanceof kind) || 'code' in error;
    console.error(explainSystemError(error) ?? (isExpected ? error.message : error));
    if (error instanceof UsageError) console.error(`Run "${asking(words)}" to see what it takes.`);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  }
}

/** Errors that say all there is to say; like those of the operating system and the database, they show no stack. */
const EXPECTED = [
  UsageError,
  Failure,
  DirectoryInUse,
  DirectoryUnusable,
  DatabaseUnavailable,
  AnotherSecret,
  AnotherRegistry,
  ImportRefused,
  NotAnArray,
  NotText,
  NotABackup,
  NoBackupGiven,
  RestoreRefused,
  NewerMigrations,
];

/** What each command does with the words after it. */
const ACTIONS: Record<CommandName, (words: string[]) => Promise<void>> = {
  start,
  user: changeUsers,
  project: changeProjects,
  key: changeKeys,
  secret: changeSecret,
  import: importFile,
  backup: backUp,
  restore,
};

async function obey(words: string[]): Promise<void> {
  const [first = 'start', ...others] = words;
  const [command, rest] = first.startsWith('-') ? ['start', words] : [first, others];
  if (words.some((word) => word === '--version' || word === '-v')) return console.log(VERSION);
  if (words.some((word) => word === '--help' || word === '-h'))
    return help(first.startsWith('-') ? [] : words);
  if (command === 'help') return help(rest);
  if (!isCommand(command)) throw new UsageError(`There is no command "${command}".`);
  return ACTIONS[command](rest);
}

function help([command]: string[]): void {
  if (command !== undefined && !isCommand(command)) throw new UsageError(`There is no command "${command}".`);
  console.log(command ? helpOn(command) : helpOnAll());
}

/** How to ask for help on what was meant. */
function asking([command = '']: string[]): string {
  return isCommand(command) ? `coppice ${command} --help` : 'coppice --help';
}
