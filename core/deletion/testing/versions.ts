import type { ModelListItem } from '../../contract/model.ts';
import { idOf } from './arbitrary-deletion.ts';

/** So many versions of the name pose, oldest first. */
export function versions(count: number): ModelListItem[] {
  return Array.from({ length: count }, (_, i) => {
    return { model_id: idOf(i), model_name: 'pose', model_version: `1.0.${i}`, create_at: i };
  });
}

/** A request for all that is listed. */
export const whole = (listed: readonly ModelListItem[], target?: string) => ({
  listed,
  chosen: new Set(listed.map((model) => model.model_id)),
  target,
});
