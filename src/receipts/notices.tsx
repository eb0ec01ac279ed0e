import { Alert, Loader, Text } from '@mantine/core';
import { IconAlertOctagon, IconInfoCircle } from '@tabler/icons-react';
import type { Receipt } from '../../core/console/receipt.ts';
import type { Report } from '../../core/deletion/report.ts';
import { m } from '../messages/messages.js';
import { CopyId } from '../ui/copy-id.tsx';

/** What must be known before the rows are read: the unexpected, the unknown, a run that did not finish. */
export function Notices({ receipt, report }: { receipt: Receipt; report: Report }) {
  const unplanned = report.unexpected.filter(({ told }) => told === 'deleted');
  return (
    <>
      {unplanned.length > 0 && (
        <Alert role="alert" color="red" icon={<IconAlertOctagon size={18} />} title={m.unexpected_title()}>
          <Text size="sm">{m.unexpected_text({ count: unplanned.length })}</Text>
          {unplanned.map(({ model_id }) => (
            <div key={model_id}>
              <CopyId id={model_id} full />
            </div>
          ))}
        </Alert>
      )}
      {report.counts.unknown > 0 && (
        <Alert role="status" color="blue" icon={<Loader size={18} color="blue" />} title={m.unknown_title()}>
          {m.unknown_text()}
        </Alert>
      )}
      <HowItEnded receipt={receipt} report={report} />
    </>
  );
}

function HowItEnded({ receipt, report }: { receipt: Receipt; report: Report }) {
  const { state, ending, reason } = receipt;
  const left = report.counts.left;
  if (state === 'running') return <Remark title={m.running_title()} text={m.running_text()} />;
  if (state === 'interrupted') {
    return <Remark title={m.interrupted_title()} text={m.interrupted_text({ count: left })} />;
  }
  if (ending === 'stopped') {
    const text = reason === 'changed' ? m.stopped_changed_text() : m.stopped_text();
    return <Remark title={m.stopped_title()} text={text} />;
  }
  if (ending === 'halted') return <Remark title={m.halted_title()} text={haltWords(reason)} />;
  return null;
}

function haltWords(reason: Receipt['reason']): string {
  switch (reason) {
    case 'throttled':
      return m.halted_throttled();
    case 'unreachable':
      return m.halted_unreachable();
    case 'not-allowed':
      return m.halted_not_allowed();
    case 'doubt':
      return m.halted_doubt();
    case 'changed':
    case null:
      return m.halted_text();
    default:
      return reason satisfies never;
  }
}

function Remark({ title, text }: { title: string; text: string }) {
  return (
    <Alert color="gray" icon={<IconInfoCircle size={18} />} title={title}>
      {text}
    </Alert>
  );
}
