import { Alert, Loader, Text } from '@mantine/core';
import { IconAlertOctagon, IconInfoCircle } from '@tabler/icons-react';
import { useLocation } from 'react-router-dom';
import type { Receipt } from '../../core/deletion/receipt.ts';
import type { Report } from '../../core/deletion/report.ts';
import { m } from '../messages/messages.js';
import { CopyId } from '../ui/copy-id.tsx';

/** What must be known before the rows are read: the unexpected, the unknown, a run that did not finish. */
export function Notices({ receipt, report }: { receipt: Receipt; report: Report }) {
  // From the run that led here; a receipt that is opened later has only what the gateway saw.
  const lastWords: unknown = useLocation().state?.lastWords;
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
      {receipt.ending === 'stopped' && <Remark title={m.stopped_title()} text={m.stopped_text()} />}
      {receipt.ending === 'halted' && (
        <Remark title={m.halted_title()} text={[lastWords, m.halted_text()].filter(Boolean).join(' ')} />
      )}
    </>
  );
}

function Remark({ title, text }: { title: string; text: string }) {
  return (
    <Alert color="gray" icon={<IconInfoCircle size={18} />} title={title}>
      {text}
    </Alert>
  );
}
