import { wordsCases } from './bash-script.ts';
import type { CompletedCommand } from './completion-table.ts';

/** Zsh's completion: the same words, and files where there are none. */
export function zshScript(commands: readonly CompletedCommand[]): string {
  return `#compdef coppice
_coppice() {
  local current="\${words[CURRENT]}" previous="\${words[CURRENT-1]}" command="\${words[2]}" verb="\${words[3]}"
  local place="$CURRENT" found=""
  found="$(_coppice_words)"
  compadd -- \${=found}
  [[ "$current" == -* || "$place" -eq 2 ]] || _files
}
_coppice_words() {
  local known=""
  if [ "$place" -eq 2 ]; then
    known="${commands.map(({ name }) => name).join(' ')} --help --version"
  else
${wordsCases(commands)}
  fi
  print -r -- "$known"
}
(( \${+functions[compdef]} )) || { autoload -Uz compinit && compinit; }
compdef _coppice coppice
`;
}
