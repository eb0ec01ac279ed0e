import { Button } from '@mantine/core';
import { remedyFor } from '../../core/contract/errors.ts';
import type { ReportRow } from '../../core/deletion/outcome.ts';
import type { DeletionSubject } from '../deletion/subject.ts';
import { m } from '../messages/messages.js';
import { useMayDelete } from '../session/use-may-delete.ts';
import { ButtonLink } from '../ui/button-link.tsx';
import classes from './receipts.module.css';
import { subjectOfRows } from './subject-of-rows.ts';

/** The next step for one refused version, where a button can take it. */
export function RowRemedy(props: {
  row: ReportRow & { code: string };
  onDelete: (subject: DeletionSubject) => void;
}) {
  const { row, onDelete } = props;
  const mayDelete = useMayDelete();
  const remedy = remedyFor(row.code);
  const look = { size: 'compact-xs', variant: 'default', className: classes.remedy } as const;
  if (remedy === 'sign-in') {
    return (
      <ButtonLink to="/sign-in" {...look}>
        {m.sign_in_as_other()}
      </ButtonLink>
    );
  }
  if (remedy !== 'retry' || !mayDelete) return null;
  const label = m.retry_version({ name: row.model_name, version: row.model_version });
  return (
    <Button {...look} aria-label={label} onClick={() => onDelete(subjectOfRows([row]))}>
      {m.check_and_retry()}
    </Button>
  );
}
