import type { Usage } from '../usage-types.ts';

/** An option as it can be completed. */
export type CompletedOption = {
  /** With its dashes. */
  name: string;
  /** Whether a value follows it. */
  takesValue: boolean;
  /** The values there are, where they are told. */
  values: readonly string[];
};

/** One way to write a command: its verb, if it has one, and what can follow. */
export type CompletedWay = {
  verb: string | undefined;
  /** Choices that stand in place of a word. */
  choices: readonly string[];
  options: readonly CompletedOption[];
};

/** Reads what can follow a command from the ways to write it, so that nothing is told twice. */
export function readWays(command: string, { ways }: Pick<Usage, 'ways'>): CompletedWay[] {
  // A line that does not begin with the command goes on with the one before.
  const whole = ways
    .join(' ')
    .split(/\bcoppice\s+/)
    .map((way) => way.trim())
    .filter((way) => way !== '');
  return whole.map((way) => {
    const words = way
      .replace(/[[\]]/g, ' ')
      .split(/\s+/)
      .filter((word) => word !== '' && word !== command);
    const positional = words.filter((word, place) => !word.startsWith('-') && !isValue(words, place));
    const [first = ''] = positional;
    return {
      verb: /^[a-z][a-z-]*$/.test(first) ? first : undefined,
      choices: positional.flatMap((word) => (word.includes('|') ? lowerCased(word) : [])),
      options: words.flatMap((word, place) => (word.startsWith('--') ? [optionAt(words, place)] : [])),
    };
  });
}

function isValue(words: readonly string[], place: number): boolean {
  const word = words[place] ?? '';
  // A value is told by its capitals, or as a choice; a word in small letters after an option is none of it.
  return words[place - 1]?.startsWith('--') === true && (/^[A-Z]/.test(word) || word.includes('|'));
}

function optionAt(words: readonly string[], place: number): CompletedOption {
  const takesValue = isValue(words, place + 1);
  const value = takesValue ? (words[place + 1] ?? '') : '';
  return {
    name: words[place] ?? '',
    takesValue,
    values: value.includes('|') ? lowerCased(value) : [],
  };
}

/** What of a choice is written as it is: `now` and `usual` of `now|usual|TIME`. */
function lowerCased(choice: string): string[] {
  return choice.split('|').filter((value) => /^[a-z-]+$/.test(value));
}
