import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { DryRun } from '../../../core/console-api/deletions/rules.ts';
import type { ScheduledRun } from '../../../core/console-api/deletions/scheduled-runs.ts';
import { rulesQuery } from '../../api/queries/deletions/rules.ts';
import { m } from '../../messages/messages.js';
import { LateLine } from '../schedule/late-line.tsx';
import { Proposal } from '../schedule/proposal.tsx';

/** What became of what a dry run proposed by its schedule; nothing where somebody made it. */
export function ProposalOf({ dryRun }: { dryRun: DryRun }) {
  const isScheduled = dryRun.due_at !== null;
  const rules = useQuery({ ...rulesQuery, enabled: isScheduled });
  const rule = rules.data?.find(({ rule_id }) => rule_id === dryRun.rule_id);
  const run = rule?.scheduled_runs.find((one) => one.dry_run_id === dryRun.dry_run_id);
  const zone = dryRun.rule.schedule?.time_zone ?? 'UTC';
  if (dryRun.due_at === null) return null;
  if (run?.state === 'waiting') return <Proposal run={run} zone={zone} />;
  return (
    <>
      <LateLine run={{ due_at: dryRun.due_at, began_at: dryRun.made_at }} zone={zone} />
      {run && <Decided run={run} />}
    </>
  );
}

function Decided({ run }: { run: ScheduledRun }) {
  const text = decidedInWords(run);
  if (text === undefined) return null;
  const note = run.decided?.note;
  return (
    <Text size="sm" role="status">
      {text}
      {note && (
        <>
          {' '}
          <bdi>“{note}”</bdi>
        </>
      )}
    </Text>
  );
}

function decidedInWords({ state, decided }: ScheduledRun): string | undefined {
  const by = { user: decided?.user_name ?? '' };
  switch (state) {
    case 'declined':
      return m.schedule_decided_declined(by);
    case 'consented':
      return m.schedule_decided_consented(by);
    case 'replaced':
      return m.schedule_decided_replaced();
    case 'sent':
      return m.schedule_decided_sent();
    default:
      return undefined;
  }
}
