import { UsageError } from '../../config.ts';
import { parseArgv } from '../parse-argv.ts';
import { bashScript } from './bash-script.ts';
import { type CompletedCommand, completionTable } from './completion-table.ts';
import { fishScript } from './fish-script.ts';
import { zshScript } from './zsh-script.ts';

const SCRIPTS: ReadonlyMap<string, (commands: readonly CompletedCommand[]) => string> = new Map([
  ['bash', bashScript],
  ['zsh', zshScript],
  ['fish', fishScript],
]);

/** `coppice completion bash | zsh | fish`: prints a script that completes this command in a shell. */
export function printCompletion(words: string[]): void {
  const { positionals } = parseArgv({ args: words, options: {}, allowPositionals: true });
  const [shell = '', ...others] = positionals;
  const script = SCRIPTS.get(shell);
  if (!script || others.length > 0) throw new UsageError('Write: coppice completion bash, zsh or fish');
  console.log(script(completionTable()).trimEnd());
}
