import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Protection } from '../../core/deletion/protection.ts';
import { protectionsQuery } from '../api/queries/models/protections.ts';
import { m } from '../messages/messages.js';
import { ownProtection } from '../protection/protectable.ts';
import { type OnProtect, ProtectionEntry, ProtectionsOfName } from '../protection/protection-entries.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { formatCount } from '../ui/text/format.ts';
import classes from './names.module.css';

/** What protects a name as a whole, and which of its versions are protected by themselves; nothing where nothing is. */
export function NameProtections({ name, onProtect }: { name: string; onProtect: OnProtect }) {
  const { data, isError } = useQuery(protectionsQuery([name]));
  if (!isError && !data?.length) return null;
  return (
    <div className={classes.protections}>
      <ProtectionsOfName name={name}>
        {(found) => <Found name={name} found={found} onProtect={onProtect} />}
      </ProtectionsOfName>
    </div>
  );
}

function Found(props: { name: string; found: readonly Protection[]; onProtect: OnProtect }) {
  const { name, found, onProtect } = props;
  const own = ownProtection({ name }, found);
  return (
    <>
      {own && <ProtectionEntry protection={own} of={{ name }} onProtect={onProtect} />}
      <ProtectedVersions found={found.filter(({ model_id }) => model_id !== '')} onProtect={onProtect} />
    </>
  );
}

/** There can be as many as the name has versions. */
function ProtectedVersions({ found, onProtect }: { found: readonly Protection[]; onProtect: OnProtect }) {
  if (found.length === 0) return null;
  const label = m.section({ outcome: m.protect_others(), count: formatCount(found.length) });
  return (
    <Disclosure label={label}>
      <Stack gap="md">
        {found.map((protection) => (
          <ProtectionEntry
            key={protection.model_id}
            heading={protection.model_version}
            protection={protection}
            of={{
              name: protection.model_name,
              version: { id: protection.model_id, number: protection.model_version },
            }}
            onProtect={onProtect}
          />
        ))}
      </Stack>
    </Disclosure>
  );
}
