import { NoBackupGiven } from '../backup/fetch-backup.ts';
import { NotABackup } from '../backup/read-backup.ts';
import { RestoreRefused } from '../backup/restore-backup.ts';
import { UsageError } from '../config.ts';
import { AnotherSecret } from '../iam/same-secret.ts';
import { ImportRefused } from '../import/import-models.ts';
import { NotAnArray } from '../import/split-json-array.ts';
import { DirectoryInUse } from '../store/data-lock.ts';
import { NewerMigrations } from '../store/migrate.ts';
import { DatabaseUnavailable } from '../store/open-store.ts';
import { VERSION } from '../version.ts';
import { addUser } from './add-user.ts';
import { backUp } from './back-up.ts';
import { changeKeys } from './change-keys.ts';
import { changeSecret } from './change-secret.ts';
import { Failure } from './failure.ts';
import { importFile } from './import-file.ts';
import { restore } from './restore.ts';
import { start } from './start.ts';
import { USAGE } from './usage.ts';

/** The `coppice` command. Exit codes: 0 done, 1 failed, 2 asked for in a way that it does not understand. */
export async function run(words: string[]): Promise<void> {
  try {
    await obey(words);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const isExpected = EXPECTED.some((kind) => error instanceof kind) || 'code' in error;
    console.error(isExpected ? error.message : error);
    if (error instanceof UsageError) console.error('Run "coppice --help" to see what it takes.');
    process.exitCode = error instanceof UsageError ? 2 : 1;
  }
}

/** Errors that say all there is to say; like those of the operating system and the database, they show no stack. */
const EXPECTED = [
  UsageError,
  Failure,
  DirectoryInUse,
  DatabaseUnavailable,
  AnotherSecret,
  ImportRefused,
  NotAnArray,
  NotABackup,
  NoBackupGiven,
  RestoreRefused,
  NewerMigrations,
];

async function obey(words: string[]): Promise<void> {
  const [command = 'start', ...rest] = words;
  if (words.includes('--help') || words.includes('-h') || command === 'help') return console.log(USAGE);
  if (words.includes('--version') || words.includes('-v')) return console.log(VERSION);
  if (command.startsWith('-')) return start(words);
  switch (command) {
    case 'start':
      return start(rest);
    case 'user':
      return addUser(rest);
    case 'key':
      return changeKeys(rest);
    case 'secret':
      return changeSecret(rest);
    case 'import':
      return importFile(rest);
    case 'backup':
      return backUp(rest);
    case 'restore':
      return restore(rest);
    default:
      throw new UsageError(`There is no command "${command}".`);
  }
}
