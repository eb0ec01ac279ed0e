import type { ProtectionSubject } from '../../core/console-api/models/protections.ts';
import { normalId } from '../../core/contract/id.ts';
import type { ModelId } from '../../core/contract/model.ts';
import type { Protection } from '../../core/deletion/protection.ts';

/** What somebody wants to protect, or to lift the protection of: one version, or all of a name. */
export type Protectable = { name: string; version?: { id: ModelId; number: string } };

/** What the gateway calls it. */
export function subjectOf({ name, version }: Protectable): ProtectionSubject {
  return version ? { model_id: version.id } : { model_name: name };
}

/** Its own protection, of those of its name; that of its name is not a version's own. */
export function ownProtection(
  { name, version }: Protectable,
  protections: readonly Protection[],
): Protection | undefined {
  const id = version ? normalId(version.id) : '';
  return protections.find((one) => one.model_name === name && one.model_id === id);
}
