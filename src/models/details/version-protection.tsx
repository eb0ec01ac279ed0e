import { protectionFinder } from '../../../core/deletion/protection.ts';
import type { Protectable } from '../../protection/protectable.ts';
import { type OnProtect, ProtectionEntry, ProtectionsOfName } from '../../protection/protection-entries.tsx';

/** What protects a version: itself, or its name. */
export function VersionProtection(props: { of: Required<Protectable>; onProtect: OnProtect }) {
  const { of, onProtect } = props;
  return (
    <ProtectionsOfName name={of.name}>
      {(found) => {
        const protection = protectionFinder(found)({ model_id: of.version.id, model_name: of.name });
        return (
          <ProtectionEntry
            protection={protection}
            of={protection?.model_id === '' ? { name: of.name } : of}
            onProtect={onProtect}
          />
        );
      }}
    </ProtectionsOfName>
  );
}
