import { Alert, Loader, Text } from '@mantine/core';
import { IconAlertOctagon, IconCopyMinus, IconInfoCircle } from '@tabler/icons-react';
import type { Receipt } from '../../../core/console-api/deletions/receipt.ts';
import { isUnderWay } from '../../../core/console-api/deletions/runs.ts';
import { normalId } from '../../../core/contract/id.ts';
import type { Report } from '../../../core/deletion/report.ts';
import { m } from '../../messages/messages.js';
import { useUserName } from '../../session/session-hooks.ts';
import { CopyId } from '../../ui/copy/copy-id.tsx';
import { formatTime } from '../../ui/text/format.ts';

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
      {report.counts['still-there'] > 0 && (
        <Alert role="alert" color="red" icon={<IconAlertOctagon size={18} />} title={m.still_there_title()}>
          {m.still_there_text()}
        </Alert>
      )}
      <OtherNames receipt={receipt} />
      <OfACopy receipt={receipt} />
      <HowItEnded receipt={receipt} report={report} />
    </>
  );
}

/** Versions that the registry knows by another name than the plan, each as it was seen last. */
function OtherNames({ receipt: { checks, plan } }: { receipt: Receipt }) {
  const misnamed = new Map(checks.flatMap((check) => check.misnamed ?? []).map((one) => [one.model_id, one]));
  if (misnamed.size === 0) return null;
  const planned = new Map(plan.affected.map((version) => [normalId(version.model_id), version]));
  return (
    <Alert role="alert" color="red" icon={<IconAlertOctagon size={18} />} title={m.misnamed_title()}>
      {[...misnamed.values()].map((known) => (
        <Text size="sm" key={known.model_id}>
          {m.misnamed_text({
            planned: nameOf(planned.get(normalId(known.model_id))),
            known: nameOf(known),
            id: known.model_id,
          })}
        </Text>
      ))}
    </Alert>
  );
}

function nameOf(version?: { model_name: string; model_version: string }): string {
  return version ? `${version.model_name} ${version.model_version}` : '—';
}

function OfACopy({ receipt: { plan } }: { receipt: Receipt }) {
  if (plan.copied_at === undefined) return null;
  return (
    <Alert role="alert" color="yellow" icon={<IconCopyMinus size={18} />} title={m.copied_title()}>
      {plan.copied_at === null
        ? m.copied_text_undated()
        : m.copied_text({ time: formatTime(plan.copied_at) })}
    </Alert>
  );
}

function HowItEnded({ receipt, report }: { receipt: Receipt; report: Report }) {
  const { state, ending, reason, run } = receipt;
  const left = report.counts.left;
  const stopper = useStopper(receipt);
  // The panel of the run says it.
  if (isUnderWay(run)) return null;
  if (state === 'running') return <Remark title={m.running_title()} text={m.running_text()} />;
  if (state === 'interrupted') {
    return <Remark title={m.interrupted_title()} text={m.interrupted_text({ count: left })} />;
  }
  if (ending === 'cancelled') return <Remark title={m.cancelled_title()} text={m.cancelled_text()} />;
  if (ending === 'stopped') return <Remark {...stopWords(reason, stopper)} />;
  if (ending === 'halted') return <Remark title={m.halted_title()} text={haltWords(reason)} />;
  return null;
}

/** Who stopped a run, where that is somebody else than whoever looks. */
function useStopper({ run }: Receipt): string | undefined {
  const me = useUserName();
  const last = run?.interventions.findLast(({ did }) => did === 'stop');
  return last && last.user_name !== me ? last.user_name : undefined;
}

function stopWords(reason: Receipt['reason'], user: string | undefined): { title: string; text: string } {
  const isChanged = reason === 'changed';
  if (user === undefined) {
    return { title: m.stopped_title(), text: isChanged ? m.stopped_changed_text() : m.stopped_text() };
  }
  const text = isChanged ? m.stopped_changed_by_text({ user }) : m.stopped_text();
  return { title: m.stopped_by_title({ user }), text };
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
