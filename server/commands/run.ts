import { UsageError } from '../config.ts';
import { VERSION } from '../version.ts';
import { Failure } from './failure.ts';
import { helpOn, helpOnAll, isCommand } from './help.ts';
import { explainSystemError } from './system-error.ts';
import type { CommandName } from './usage.ts';

/** The `coppice` command. Exit codes: 0 done, 1 failed, 2 asked for in a way that it does not understand; some have more. */
export async function run(words: string[]): Promise<void> {
  try {
    await obey(words);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const isPlain = error instanceof UsageError || error instanceof Failure || 'code' in error;
    const told = explainSystemError(error) ?? (isPlain || (await isExpected(error)) ? error.message : error);
    console.error(told);
    if (error instanceof UsageError) console.error(`Run "${asking(words)}" to see what it takes.`);
    process.exitCode = error instanceof UsageError ? 2 : error instanceof Failure ? error.exitCode : 1;
  }
}

/** The errors of a gateway are known where it is loaded: what needs none of it does not load it for their sake. */
async function isExpected(error: Error): Promise<boolean> {
  return (await import('./expected-errors.ts')).isExpected(error);
}

/** What each command does with the words after it; loaded when it is asked for, as most need the whole gateway. */
const ACTIONS: Record<CommandName, () => Promise<(words: string[]) => Promise<void> | void>> = {
  start: async () => (await import('./start.ts')).start,
  user: async () => (await import('./change-users.ts')).changeUsers,
  project: async () => (await import('./users/change-projects.ts')).changeProjects,
  key: async () => (await import('./users/change-keys.ts')).changeKeys,
  secret: async () => (await import('./database/change-secret.ts')).changeSecret,
  import: async () => (await import('./database/import-file.ts')).importFile,
  backup: async () => (await import('./database/back-up.ts')).backUp,
  restore: async () => (await import('./database/restore.ts')).restore,
  plan: async () => (await import('./deletion/make-plan.ts')).plan,
  apply: async () => (await import('./deletion/apply-plan.ts')).apply,
  rules: async () => (await import('./rules/change-rules.ts')).changeRules,
  completion: async () => (await import('./completion/print-completion.ts')).printCompletion,
};

async function obey(words: string[]): Promise<void> {
  const [first = 'start', ...others] = words;
  const [command, rest] = first.startsWith('-') ? ['start', words] : [first, others];
  if (words.some((word) => word === '--version' || word === '-v')) return console.log(VERSION);
  if (words.some((word) => word === '--help' || word === '-h'))
    return help(first.startsWith('-') ? [] : words);
  if (command === 'help') return help(rest);
  if (!isCommand(command)) throw new UsageError(`There is no command "${command}".`);
  const act = await ACTIONS[command]();
  return act(rest);
}

function help([command]: string[]): void {
  if (command !== undefined && !isCommand(command)) throw new UsageError(`There is no command "${command}".`);
  console.log(command ? helpOn(command) : helpOnAll());
}

/** How to ask for help on what was meant. */
function asking([command = '']: string[]): string {
  return isCommand(command) ? `coppice ${command} --help` : 'coppice --help';
}
