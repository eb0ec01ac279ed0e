import type { CompletedCommand } from './completion-table.ts';
import type { CompletedOption } from './read-usage.ts';

/** Fish's completion; where it knows nothing better, fish completes files. */
export function fishScript(commands: readonly CompletedCommand[]): string {
  return `# fish completion of coppice
${[...commands.map(commandLine), ...commands.flatMap(linesFor)].join('\n')}
`;
}

function commandLine({ name, summary }: CompletedCommand): string {
  return `complete -c coppice -n __fish_use_subcommand -f -a ${name} -d ${quoted(summary)}`;
}

function linesFor({ name, words, options }: CompletedCommand): string[] {
  const isSeen = `__fish_seen_subcommand_from ${name}`;
  const first = `${isSeen}; and not __fish_seen_subcommand_from ${words.join(' ')}`;
  const verbs =
    words.length > 0 ? [`complete -c coppice -n ${quoted(first)} -f -a ${quoted(words.join(' '))}`] : [];
  return [
    ...verbs,
    ...[...options].flatMap(([verb, all]) => {
      const after = verb === '' ? isSeen : `${isSeen}; and __fish_seen_subcommand_from ${verb}`;
      return all.map((option) => optionLine(option, after));
    }),
  ];
}

function optionLine({ name, takesValue, values }: CompletedOption, after: string): string {
  const long = `complete -c coppice -n ${quoted(after)} -l ${name.slice(2)}`;
  if (values.length > 0) return `${long} -x -a ${quoted(values.join(' '))}`;
  return takesValue ? `${long} -r` : long;
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
