import { Button } from '@mantine/core';
import { m } from '../../messages/messages.js';
import { useCopy } from '../../ui/copy/use-copy.ts';
import { IntentMenu } from '../../ui/menu/intent-menu.tsx';
import { curlLine, type Shell } from './curl-line.ts';

/** Copies DELETEs of these addresses, for the shell that is chosen. */
export function CopyAsCurl({ urls }: { urls: readonly string[] }) {
  const { isCopied, copy } = useCopy();
  const copyFor = (shell: Shell) => () => copy(urls.map((url) => curlLine(shell, url)).join('\n'));
  const button = (
    <Button size="compact-sm" variant="subtle" style={{ flex: 'none' }}>
      {isCopied ? m.copied() : m.copy_as_curl()}
    </Button>
  );
  return (
    <IntentMenu
      button={button}
      entries={[
        { kind: 'action', label: m.for_bash(), act: copyFor('bash') },
        { kind: 'action', label: m.for_powershell(), act: copyFor('powershell') },
      ]}
    />
  );
}
