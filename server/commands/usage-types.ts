/** What a command is told about: lines of at most 80 characters, and rows whose columns are set side by side. */
export type Usage = {
  /** One line, for the list of all commands. */
  summary: string;
  /** Every way to write it: `a|b` is a choice, [] may be left out, what is in capitals is filled in. */
  ways: readonly string[];
  about: readonly string[];
  options: readonly Row[];
  examples: readonly string[];
  /** Where they are more than those of every command. */
  exits?: readonly Row[];
};
export type Row = readonly string[];
