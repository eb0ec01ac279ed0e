import { Button, type ButtonProps } from '@mantine/core';
import { m } from '../../messages/messages.js';
import { useCopy } from './use-copy.ts';

/** A button that copies a text, and says so. */
export function CopyButton({ text, label, ...look }: { text: string; label: string } & ButtonProps) {
  const { isCopied, copy } = useCopy();
  return (
    <Button size="compact-xs" variant="default" {...look} onClick={() => copy(text)}>
      {isCopied ? m.copied() : label}
    </Button>
  );
}
