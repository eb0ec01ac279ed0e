import { Button } from '@mantine/core';
import { remedyFor } from '../../../core/contract/errors.ts';
import type { ReportRow } from '../../../core/deletion/outcome.ts';
import { paths } from '../../app/paths.ts';
import { type DeletionScope, scopeOfRows } from '../../deletion/deletion-scope.ts';
import { m } from '../../messages/messages.js';
import { useMayDelete } from '../../session/session-hooks.ts';
import { ButtonLink } from '../../ui/button-link.tsx';
import classes from './receipt.module.css';

type OfRow = { row: ReportRow; onDelete: (scope: DeletionScope) => void };

const LOOK = { size: 'compact-xs', variant: 'default', className: classes.remedy } as const;

/** The next step for one refused version, where a button can take it. */
export function RowRemedy({ row, code, onDelete }: OfRow & { code: string }) {
  switch (remedyFor(code)) {
    case 'sign-in':
      return (
        <ButtonLink to={paths.signIn} {...LOOK}>
          {m.sign_in_as_other()}
        </ButtonLink>
      );
    case 'retry':
      return <RetryVersion row={row} onDelete={onDelete} />;
    default:
      return null;
  }
}

/** Asks for one version once more, after a look at what stands in its way. */
export function RetryVersion({ row, onDelete }: OfRow) {
  const mayDelete = useMayDelete();
  if (!mayDelete) return null;
  const label = m.retry_version({ name: row.model_name, version: row.model_version });
  return (
    <Button {...LOOK} aria-label={label} onClick={() => onDelete(scopeOfRows([row]))}>
      {m.check_and_retry()}
    </Button>
  );
}
