import type { ServiceReference } from '../../../core/contract/service.ts';
import type { AffectedVersion, Plan } from '../../../core/deletion/plan.ts';

/** A service, and the versions of a plan that it uses. */
export type Holder = { service: ServiceReference; versions: AffectedVersion[] };

/** The services that use versions of a plan, those that use most of them first. */
export function holdersOf({ affected }: Plan): Holder[] {
  const holders = new Map<string, Holder>();
  for (const version of affected) {
    for (const service of version.services) {
      const holder = holders.get(service.service_id) ?? { service, versions: [] };
      holder.versions.push(version);
      holders.set(service.service_id, holder);
    }
  }
  return [...holders.values()].toSorted((a, b) => b.versions.length - a.versions.length);
}
