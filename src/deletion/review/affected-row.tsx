import { Table } from '@mantine/core';
import type { ModelId } from '../../../core/contract/model.ts';
import type { ServiceReference } from '../../../core/contract/service.ts';
import type { ReportRow } from '../../../core/deletion/outcome.ts';
import type { Protection } from '../../../core/deletion/protection.ts';
import { m } from '../../messages/messages.js';
import { ProtectedMark } from '../../protection/protected-mark.tsx';
import { endInWords } from '../../protection/protection-text.ts';
import { ModelStatus } from '../../ui/model-status.tsx';
import { ServiceMark } from '../../ui/service/service-mark.tsx';
import { MiddleText } from '../../ui/text/middle-text.tsx';
import { ByteSize } from '../../ui/text/sizes.tsx';
import { OutcomeMark } from '../outcome-mark.tsx';
import type { ForeseenVersion, ShownVersion } from '../planning/shown-versions.ts';
import { BeingCheckedMark, KeptPosition, VerdictMark } from '../verdict-mark.tsx';
import type { AffectedColumns } from './affected-columns.ts';
import classes from './affected-versions.module.css';

/** One version in the dialog. */
export function AffectedRow(props: {
  row: ShownVersion;
  columns: AffectedColumns;
  onTick: ((id: ModelId, goes: boolean) => void) | undefined;
  isLocked: boolean;
}) {
  const { row, columns, onTick, isLocked } = props;
  const protection = 'protection' in row ? row.protection : undefined;
  const isKept = protection !== undefined || ('isKept' in row && row.isKept);
  return (
    <Table.Tr data-kept={isKept || undefined} className={classes.affectedRow}>
      {columns.ticks && (
        <Table.Td className={classes.tick}>
          <input
            type="checkbox"
            checked={!isKept}
            disabled={isLocked || protection !== undefined}
            onChange={(event) => onTick?.(row.model_id, event.currentTarget.checked)}
            aria-label={m.tick_version({ name: row.model_name, version: row.model_version })}
          />
        </Table.Td>
      )}
      <Table.Td>
        <Mark row={row} />
        {protection && (
          <bdi className={classes.note} title={noteOf(protection)}>
            {noteOf(protection)}
          </bdi>
        )}
      </Table.Td>
      {columns.names && (
        <Table.Td className={classes.name}>
          <MiddleText text={row.model_name} />
        </Table.Td>
      )}
      <Table.Td>
        <bdi>{row.model_version}</bdi>
        <div className={classes.narrow}>
          <div>
            <ByteSize bytes={row.model_size} />
          </div>
          <Services services={row.services} />
        </div>
      </Table.Td>
      {columns.status && (
        <Table.Td className={classes.wide}>
          <ModelStatus status={row.model_status} />
        </Table.Td>
      )}
      {columns.size && (
        <Table.Td className={classes.wide} ta="right">
          <ByteSize bytes={row.model_size} />
        </Table.Td>
      )}
      {columns.services && (
        <Table.Td className={`${classes.wide} ${classes.services}`}>
          <Services services={row.services} />
        </Table.Td>
      )}
    </Table.Tr>
  );
}

/** Why it is protected and, where that is to end, until when. */
function noteOf(protection: Protection): string {
  const { until, note } = protection;
  return until === null ? note : m.protect_end_and_note({ end: endInWords(protection), note });
}

function Mark({ row }: { row: ShownVersion }) {
  if (isSettled(row)) return <OutcomeMark outcome={row.outcome} />;
  if ('protection' in row && row.protection) return <ProtectedMark protection={row.protection} />;
  if ('isKept' in row && row.isKept) return <KeptPosition />;
  return 'isBeingChecked' in row && row.isBeingChecked ? <BeingCheckedMark /> : <VerdictMark version={row} />;
}

function Services({ services }: { services: readonly ServiceReference[] }) {
  return services.map((service) => <ServiceMark key={service.service_id} service={service} />);
}

/** A row that no call has reached yet is `left` to the report, and still to come for the person who watches. */
function isSettled(row: ForeseenVersion | ReportRow): row is ReportRow {
  return 'outcome' in row && row.outcome !== 'left';
}
