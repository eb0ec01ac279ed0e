import { useFocusBackToPlace } from '../../ui/use-focus-back-to-place.ts';
import '../../ui/print.css';
import { Stack } from '@mantine/core';
import { IconReceiptOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Suspense, useMemo, useState } from 'react';
import { useParams } from 'react-router-dom';
import { type Receipt, reportReceipt } from '../../../core/console-api/deletions/receipt.ts';
import { isUnderWay, leftAloneBy } from '../../../core/console-api/deletions/runs.ts';
import type { ProtectedVersion } from '../../../core/deletion/plan.ts';
import { isRefusedWith } from '../../api/http/client.ts';
import { isSettled, receiptQuery, settledReceiptQuery } from '../../api/queries/deletions/receipts.ts';
import { paths } from '../../app/paths.ts';
import { type DeletionScope, scopeOfPlan } from '../../deletion/deletion-scope.ts';
import { progressOf } from '../../deletion/running/run-progress.ts';
import { useRunActs } from '../../deletion/running/use-run-acts.ts';
import { m } from '../../messages/messages.js';
import { useMayDelete } from '../../session/session-hooks.ts';
import { ButtonLink } from '../../ui/button-link.tsx';
import { ErrorNotice } from '../../ui/errors/error-notice.tsx';
import { PageState } from '../../ui/errors/page-state.tsx';
import { lazyPart } from '../../ui/load-code.ts';
import { Placeholder } from '../../ui/placeholder.tsx';
import { usePaperColours } from '../../ui/use-is-printing.ts';
import { useTabTitle } from '../../ui/use-tab-title.ts';
import { namesInShort, namesOf } from '../list/receipt-names.tsx';
import { receiptHeadline } from '../receipt-text.ts';
import { Notices } from './notices.tsx';
import { Outcomes } from './outcomes.tsx';
import { RawAnswers } from './raw-answers.tsx';
import classes from './receipt.module.css';
import { ReceiptHeader } from './receipt-header.tsx';
import { ReceiptRuleFold } from './receipt-rule.tsx';
import { ReceiptRun } from './receipt-run.tsx';
import { ReceiptTrail } from './receipt-trail.tsx';

const DeleteDialog = lazyPart(() => import('../../deletion/delete-dialog.tsx'), 'DeleteDialog');

const NOTHING: readonly ProtectedVersion[] = [];

/** Where every deletion ends: what became of each version. */
export function ReceiptPage() {
  const { id = '' } = useParams();
  const asWritten = useQuery(receiptQuery(id));
  const mayDelete = useMayDelete();
  const hasOpenRows =
    mayDelete &&
    asWritten.data !== undefined &&
    !isUnderWay(asWritten.data.run) &&
    !isSettled(asWritten.data);
  const settled = useQuery({ ...settledReceiptQuery(id), enabled: hasOpenRows });
  const receipt = settled.dataUpdatedAt > asWritten.dataUpdatedAt ? settled.data : asWritten.data;

  if (isRefusedWith(404, asWritten.error)) return <NoReceipt />;
  return (
    <div className={classes.page}>
      {asWritten.isPending && <Placeholder height={320} />}
      {asWritten.isError && <ErrorNotice error={asWritten.error} onRetry={() => asWritten.refetch()} />}
      {receipt && <ReceiptSheet key={id} receipt={receipt} />}
    </div>
  );
}

/** The address of no deletion. */
function NoReceipt() {
  useTabTitle(m.receipt_missing_title());
  return (
    <PageState icon={IconReceiptOff} title={m.receipt_missing_title()} text={m.receipt_missing_text()}>
      <ButtonLink to={paths.deletions}>{m.go_to_deletions()}</ButtonLink>
    </PageState>
  );
}

function ReceiptSheet({ receipt }: { receipt: Receipt }) {
  const [scope, setScope] = useState<DeletionScope>();
  const [isConsenting, setConsenting] = useState(false);
  useFocusBackToPlace(scope !== undefined || isConsenting);
  const { deletion_id: deletionId, plan, run } = receipt;
  const acts = useRunActs(deletionId);
  const progress = useMemo(() => (isUnderWay(receipt.run) ? progressOf(receipt) : undefined), [receipt]);
  const report = useMemo(() => progress?.report ?? reportReceipt(receipt), [progress, receipt]);
  const names = namesOf(report.rows);
  useTabTitle(receiptHeadline(receipt, report), namesInShort(names));
  usePaperColours();
  return (
    <Stack gap="lg">
      <ReceiptTrail names={names} />
      <ReceiptHeader receipt={receipt} report={report} onDelete={setScope} acts={acts} />
      {run && progress && (
        <ReceiptRun
          receipt={receipt}
          run={run}
          progress={progress}
          acts={acts}
          onLookAgain={() => setConsenting(true)}
        />
      )}
      {!progress && acts?.error && <ErrorNotice title={m.run_act_failed()} error={acts.error} />}
      <Notices receipt={receipt} report={report} />
      {receipt.rule && <ReceiptRuleFold rule={receipt.rule} />}
      <Outcomes
        report={report}
        isRunning={run?.phase === 'running'}
        onDelete={setScope}
        leftAlone={plan.protected ?? NOTHING}
        spared={leftAloneBy(run?.interventions ?? [])}
      />
      <RawAnswers calls={receipt.calls} />
      <Suspense>
        {scope && <DeleteDialog scope={scope} onClose={() => setScope(undefined)} />}
        {isConsenting && (
          <DeleteDialog
            scope={scopeOfPlan(plan)}
            again={{ deletionId, plan }}
            onClose={() => setConsenting(false)}
          />
        )}
      </Suspense>
    </Stack>
  );
}
