import { Button } from '@mantine/core';
import { IconChevronDown, IconDownload } from '@tabler/icons-react';
import { m } from '../../messages/messages.js';
import { IntentMenu } from '../../ui/menu/intent-menu.tsx';
import type { MenuEntry } from '../../ui/menu/menu-entry.ts';

/** Downloads as CSV or JSON. */
export function ExportMenu({ pathFor }: { pathFor: (format: 'csv' | 'json') => string }) {
  const button = (
    <Button size="xs" variant="default" rightSection={<IconChevronDown size={14} aria-hidden />}>
      {m.export()}
    </Button>
  );
  const entries = (['csv', 'json'] as const).map((format): MenuEntry => {
    return { kind: 'download', label: format.toUpperCase(), icon: IconDownload, href: pathFor(format) };
  });
  return <IntentMenu button={button} entries={entries} />;
}
