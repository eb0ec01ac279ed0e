import { Anchor, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import type { ProtectedVersion } from '../../../core/deletion/plan.ts';
import { paths } from '../../app/paths.ts';
import { m } from '../../messages/messages.js';
import { ProtectedMark } from '../../protection/protected-mark.tsx';
import { endInWords } from '../../protection/protection-text.ts';
import { CopyId } from '../../ui/copy/copy-id.tsx';
import { useIsPrinting } from '../../ui/use-is-printing.ts';
import shared from '../receipts.module.css';
import classes from './receipt.module.css';
import { SectionHead } from './section-head.tsx';

/** What was asked for and left alone, as it was protected when this was confirmed. It stands in no sum of the outcomes. */
export function LeftAlone({ versions }: { versions: readonly ProtectedVersion[] }) {
  const isPrinting = useIsPrinting();
  const [isChosen, setOpen] = useState(true);
  const isOpen = isPrinting || isChosen;
  return (
    <Table.Tbody>
      <SectionHead
        outcome={m.protect_section()}
        count={versions.length}
        isOpen={isOpen}
        onToggle={() => setOpen(!isOpen)}
      />
      {isOpen &&
        versions.map((version) => (
          <Table.Tr key={version.model_id}>
            <Table.Td className={shared.wide}>
              <ProtectedMark protection={version.protection} />
            </Table.Td>
            <Table.Td>
              <Anchor component={Link} to={paths.search(version.model_name)} size="sm" c="inherit">
                <bdi>{version.model_name}</bdi>
              </Anchor>{' '}
              <Anchor
                component={Link}
                to={paths.version(version.model_name, version.model_version)}
                size="sm"
                fw={700}
                aria-label={m.details_of({ name: version.model_name, version: version.model_version })}
              >
                <bdi>{version.model_version}</bdi>
              </Anchor>
            </Table.Td>
            <Table.Td className={shared.wide}>—</Table.Td>
            <Table.Td className={classes.explanation}>
              <Text size="sm">
                <bdi>{whyOf(version)}</bdi>
              </Text>
            </Table.Td>
            <Table.Td className={shared.wide}>
              <CopyId id={version.model_id} full={isPrinting} />
            </Table.Td>
          </Table.Tr>
        ))}
    </Table.Tbody>
  );
}

function whyOf({ protection }: ProtectedVersion): string {
  const say = protection.model_id === '' ? m.protect_receipt_why_name : m.protect_receipt_why;
  return say({ user: protection.user_name, end: endInWords(protection), note: protection.note });
}
