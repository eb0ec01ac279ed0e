import { NoBackupGiven } from '../backup/fetch-backup.ts';
import { NotABackup } from '../backup/read-backup.ts';
import { RestoreRefused } from '../backup/restore-backup.ts';
import { AnotherSecret } from '../iam/same-secret.ts';
import { NotText } from '../import/decode-text.ts';
import { ImportRefused } from '../import/import-models.ts';
import { NotAnArray } from '../import/split-rows.ts';
import { DirectoryInUse } from '../store/data-lock.ts';
import { DirectoryUnusable } from '../store/directory-unusable.ts';
import { NewerMigrations } from '../store/migrate.ts';
import { DatabaseUnavailable } from '../store/open-store.ts';
import { AnotherRegistry } from '../upstream/registry/registry-kind.ts';

/** Whether an error of a gateway or its database says all there is to say; then no stack is shown. */
export function isExpected(error: Error): boolean {
  return EXPECTED.some((kind) => error instanceof kind);
}

const EXPECTED = [
  NoBackupGiven,
  NotABackup,
  RestoreRefused,
  AnotherSecret,
  NotText,
  ImportRefused,
  NotAnArray,
  DirectoryInUse,
  DirectoryUnusable,
  NewerMigrations,
  DatabaseUnavailable,
  AnotherRegistry,
];
