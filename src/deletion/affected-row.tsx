import { Table, Text } from '@mantine/core';
import type { ModelId } from '../../core/contract/model.ts';
import type { ServiceReference } from '../../core/contract/service.ts';
import type { ReportRow } from '../../core/deletion/outcome.ts';
import { m } from '../messages/messages.js';
import { ByteSize } from '../ui/byte-size.tsx';
import { ModelStatus } from '../ui/model-status.tsx';
import { ServiceMark } from '../ui/service-mark.tsx';
import type { ShownVersion } from './affected-versions.tsx';
import classes from './deletion.module.css';
import { OutcomeMark } from './outcome-mark.tsx';
import { BeingCheckedMark, KeptMark, VerdictMark } from './verdict-mark.tsx';

/** One version in the dialog. */
export function AffectedRow(props: {
  row: ShownVersion;
  showName: boolean;
  onTick: ((id: ModelId, goes: boolean) => void) | undefined;
  isLocked: boolean;
}) {
  const { row, showName, onTick, isLocked } = props;
  return (
    <Table.Tr data-kept={row.isKept || undefined} className={classes.affectedRow}>
      {onTick && (
        <Table.Td className={classes.tick}>
          <input
            type="checkbox"
            checked={!row.isKept}
            disabled={isLocked}
            onChange={(event) => onTick(row.model_id, event.currentTarget.checked)}
            aria-label={m.tick_version({ name: row.model_name, version: row.model_version })}
          />
        </Table.Td>
      )}
      <Table.Td className={classes.verdict}>
        <Mark row={row} />
      </Table.Td>
      {showName && (
        <Table.Td>
          <bdi>{row.model_name}</bdi>
        </Table.Td>
      )}
      <Table.Td>
        <bdi>{row.model_version}</bdi>
        <div className={classes.narrow}>
          <Services services={row.services} />
        </div>
      </Table.Td>
      <Table.Td className={classes.wide}>
        <ModelStatus status={row.model_status} />
      </Table.Td>
      <Table.Td className={classes.wide} ta="right">
        <ByteSize bytes={row.model_size} />
      </Table.Td>
      <Table.Td className={classes.wide}>
        <Services services={row.services} />
      </Table.Td>
    </Table.Tr>
  );
}

function Mark({ row }: { row: ShownVersion }) {
  if (row.isKept) return <KeptMark />;
  if (isSettled(row)) return <OutcomeMark outcome={row.outcome} />;
  return (
    <>
      {'isBeingChecked' in row && row.isBeingChecked ? <BeingCheckedMark /> : <VerdictMark version={row} />}
      {'call' in row && row.call !== undefined && (
        <Text component="span" size="xs" c="dimmed" className={classes.inCall}>
          {m.in_call({ call: row.call })}
        </Text>
      )}
    </>
  );
}

function Services({ services }: { services: readonly ServiceReference[] }) {
  return services.map((service) => <ServiceMark key={service.service_id} service={service} />);
}

/** A row that no call has reached yet is `left` to the report, and still to come for the person who watches. */
function isSettled(row: ShownVersion): row is ReportRow & { isKept: false } {
  return 'outcome' in row && row.outcome !== 'left';
}
