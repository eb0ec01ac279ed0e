import type { DeletionScope } from '../../deletion/deletion-scope.ts';
import { m } from '../../messages/messages.js';
import { formatCount } from '../../ui/text/format.ts';

/** A deletion that is offered, by its name. */
export type OfferedDeletion = { label: string; scope: DeletionScope };

/**
 * What a name offers: all of it, and, where there are several, the newest version alone.
 *
 * @param count how many versions it has.
 * @param newest the number of the version that was created last.
 */
export function deletionsOfName(name: string, count: number, newest: string): OfferedDeletion[] {
  const whole = m.delete_all_of_name({ count, shown: formatCount(count), version: newest });
  const all: OfferedDeletion = { label: whole, scope: { kind: 'name', name, isWhole: true } };
  if (count === 1) return [all];
  const one = { kind: 'name', name, targetVersion: newest } as const;
  return [all, { label: m.delete_newest({ version: newest }), scope: one }];
}
