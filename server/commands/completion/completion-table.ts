import { COMMANDS } from '../usage.ts';
import type { Usage } from '../usage-types.ts';
import { type CompletedOption, readWays } from './read-usage.ts';

/** A command as it can be completed. */
export type CompletedCommand = {
  name: string;
  summary: string;
  /** What can stand after its name: verbs, or choices. */
  words: readonly string[];
  /** Whether it is about a file. */
  takesFile: boolean;
  /** What each verb takes, or (`''`) the command where it has none. */
  options: ReadonlyMap<string, readonly CompletedOption[]>;
};

/** All commands as they can be completed, and `help` with their names. */
export function completionTable(): CompletedCommand[] {
  const commands: [string, Usage][] = Object.entries(COMMANDS);
  const help = {
    name: 'help',
    summary: 'Say what a command takes',
    words: commands.map(([name]) => name),
    takesFile: false,
  };
  return [...commands.map(([name, usage]) => completed(name, usage)), { ...help, options: new Map() }];
}

function completed(name: string, usage: Usage): CompletedCommand {
  const ways = readWays(name, usage);
  const verbs = ways.flatMap(({ verb }) => verb ?? []);
  const choices = ways.flatMap((way) => way.choices);
  const takesFile = usage.ways.some((way) => way.startsWith(`coppice ${name} FILE`));
  const options = new Map(ways.map((way) => [way.verb ?? '', way.options]));
  return { name, summary: usage.summary, words: [...new Set([...verbs, ...choices])], takesFile, options };
}
