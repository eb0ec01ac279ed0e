import { Table, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { m } from '../../messages/messages.js';
import { formatCount } from '../../ui/text/format.ts';
import classes from './receipt.module.css';

/** What the versions of a section have in common, how many they are, and whether they are shown. */
export function SectionHead(props: {
  outcome: string;
  count: number;
  isOpen: boolean;
  onToggle: () => void;
}) {
  const { outcome, count, isOpen, onToggle } = props;
  return (
    <Table.Tr className={classes.sectionRow}>
      <Table.Th scope="rowgroup" colSpan={5}>
        <UnstyledButton className={classes.sectionButton} aria-expanded={isOpen} onClick={onToggle}>
          <IconChevronRight size={15} className={classes.chevron} data-open={isOpen} aria-hidden />
          {m.section({ outcome, count: formatCount(count) })}
        </UnstyledButton>
      </Table.Th>
    </Table.Tr>
  );
}
