import type { CompletedCommand } from './completion-table.ts';

/** Bash's completion; where it knows nothing better, bash completes files. */
export function bashScript(commands: readonly CompletedCommand[]): string {
  return `# bash completion of coppice
_coppice() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}"
  local command="\${COMP_WORDS[1]}" verb="\${COMP_WORDS[2]}" known=""
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    known="${commands.map(({ name }) => name).join(' ')} --help --version"
  else
${wordsCases(commands)}
  fi
  # What takes a file is completed as one until an option is begun.
  case "$command" in
    ${commands
      .filter(({ takesFile }) => takesFile)
      .map(({ name }) => name)
      .join('|')}) [[ "$current" == -* || "$previous" == --* ]] || known="" ;;
  esac
  COMPREPLY=($(compgen -W "$known" -- "$current"))
}
complete -o default -F _coppice coppice
`;
}

/** Sets `known` by what stands before: an option that takes a value, a command that takes a verb, or its options. */
export function wordsCases(commands: readonly CompletedCommand[]): string {
  return [
    '    case "$command $previous" in',
    ...valueCases(commands),
    '      *)',
    '        case "$command $verb" in',
    ...commands.flatMap(optionCases),
    '        esac',
    // The place of a verb is the second word; after it come options, and names that nobody here knows.
    '        if [ "$previous" = "$command" ]; then',
    '          case "$command" in',
    ...commands.flatMap(({ name, words }) =>
      words.length > 0 ? [`            '${name}') known="${words.join(' ')} $known" ;;`] : [],
    ),
    '          esac',
    '        fi ;;',
    '    esac',
  ].join('\n');
}

function valueCases(commands: readonly CompletedCommand[]): string[] {
  return commands.flatMap(({ name, options }) => {
    const all = [...options.values()].flat().filter(({ takesValue }) => takesValue);
    return [...Map.groupBy(all, (option) => option.name)].map(([option, alike]) => {
      const values = [...new Set(alike.flatMap((one) => one.values))];
      return `      '${name} ${option}') known="${values.join(' ')}" ;;`;
    });
  });
}

function optionCases({ name, options }: CompletedCommand): string[] {
  return [...options].map(([verb, all]) => {
    const names = [...all.map((option) => option.name), '--help'];
    return `          '${name} '${verb === '' ? '*' : `'${verb}'`}) known="${names.join(' ')}" ;;`;
  });
}
