import { m } from '../../messages/messages.js';
import { formatCount } from './format.ts';

/**
 * What to say of a text that is longer than it may be; undefined where it is not. A field has no maxLength of its own,
 * which would cut what somebody pastes without a word.
 *
 * @param most in characters.
 */
export function tooLong(text: string, most: number): string | undefined {
  if (text.length <= most) return undefined;
  return m.too_long({ most: formatCount(most), shown: formatCount(text.length) });
}
