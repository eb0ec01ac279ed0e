import { Button, Text } from '@mantine/core';
import type { AffectedVersion } from '../../../core/deletion/plan.ts';
import { m } from '../../messages/messages.js';
import { IntentMenu } from '../../ui/menu/intent-menu.tsx';
import { formatCount } from '../../ui/text/format.ts';
import { type ManifestReading, useManifest } from './use-manifest.ts';

/** Saves what is to go, with every field that the registry tells of it: so it can at least be made again. */
export function ManifestMenu({ versions }: { versions: readonly AffectedVersion[] }) {
  const { reading, save } = useManifest(versions);
  const isReading = reading !== undefined && !reading.isDone;
  return (
    <>
      <Text size="sm" c="dimmed" role="status" component="span">
        {reading && progressOf(reading)}
      </Text>
      <IntentMenu
        button={
          <Button size="compact-sm" variant="subtle" disabled={isReading} style={{ flex: 'none' }}>
            {m.download_manifest()}
          </Button>
        }
        entries={[
          { kind: 'remark', label: m.manifest_remark() },
          { kind: 'action', label: m.as_csv(), act: () => void save('csv') },
          { kind: 'action', label: m.as_json(), act: () => void save('json') },
        ]}
        width={250}
      />
    </>
  );
}

function progressOf({ read, outOf, isDone, missing }: ManifestReading): string {
  if (!isDone) return m.manifest_reading({ read: formatCount(read), count: formatCount(outOf) });
  return missing > 0 ? m.manifest_missing({ missing: formatCount(missing) }) : '';
}
