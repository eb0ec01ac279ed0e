import { Rule } from '../../../core/housekeeping/rule.ts';

/** The rule that an address proposes, as JSON; undefined where that is none. */
export function readProposed(text: string | null): Rule | undefined {
  if (text === null) return undefined;
  try {
    return Rule.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
