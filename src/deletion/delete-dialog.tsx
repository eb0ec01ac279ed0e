import { Modal, Stack, Switch, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { normalId } from '../../core/contract/id.ts';
import type { ModelId } from '../../core/contract/model.ts';
import { type Exceptions, NO_EXCEPTIONS } from '../../core/deletion/exceptions.ts';
import type { AffectedVersion, Plan } from '../../core/deletion/plan.ts';
import { receiptQuery } from '../api/queries/deletions/receipts.ts';
import { m } from '../messages/messages.js';
import { announceAsAlert } from '../ui/announce-as-alert.ts';
import { ErrorNotice } from '../ui/errors/error-notice.tsx';
import { Placeholder } from '../ui/placeholder.tsx';
import classes from './deletion.module.css';
import type { DeletionScope } from './deletion-scope.ts';
import type { LookUpProgress } from './planning/look-up.ts';
import { titleOf } from './planning/plan-text.ts';
import { type LivePlan, usePlan } from './planning/use-plan.ts';
import { FailureNotice } from './review/failure-notice.tsx';
import { KeepControls } from './review/keep-controls.tsx';
import { LookUpLine, takesAWhile } from './review/look-up-line.tsx';
import { PlanReview } from './review/plan-review.tsx';
import { ShortNotice } from './review/short-notice.tsx';
import { UnreadableNotice } from './review/unreadable-notice.tsx';
import type { DeletionState } from './running/deletion-state.ts';
import { runTitle } from './running/run-text.ts';
import { RunWatch } from './running/run-watch.tsx';
import { type Deletion, type OutdatedRun, useDeletion } from './running/use-deletion.ts';

/**
 * Shows what a deletion will do to each version, asks for consent, hands it to the gateway, and shows how it gets on.
 */
export function DeleteDialog(props: {
  scope: DeletionScope;
  onClose: () => void;
  /** A run that waits for a new consent: it goes on with this one. */
  again?: OutdatedRun | undefined;
  /** The dry run that found what is to go: the receipt names its rule. */
  dryRunId?: string;
}) {
  const { scope, onClose, again, dryRunId } = props;
  const isNarrow = useMediaQuery('(max-width: 620px), (max-height: 600px)', false, {
    getInitialValueInEffect: false,
  });
  const [cascade, setCascade] = useState(scope.kind === 'name' && scope.isWhole === true);
  const keepNewest = scope.kind === 'name' ? scope.keepNewest : undefined;
  const [exceptions, setExceptions] = useState({ ...NO_EXCEPTIONS, newest: keepNewest ?? 0 });
  const request = useMemo(() => ({ scope, cascade, exceptions }), [scope, cascade, exceptions]);
  const live = usePlan(request);
  const deletion = useDeletion(live, { again, dryRunId });
  const { state } = deletion;
  const isBegun = state.phase === 'begun';
  const isChoosable = !isBegun && (live.planned?.candidates.length ?? 0) > 1;

  const change = (next: Exceptions) => {
    setExceptions(next);
    deletion.chooseAnew();
  };
  const tick = (id: ModelId, goes: boolean) => {
    const byHand = new Map(exceptions.byHand).set(normalId(id), goes ? 'go' : 'keep');
    change({ ...exceptions, byHand });
  };

  return (
    <Modal.Root
      opened
      onClose={onClose}
      size="min(1100px, 92vw)"
      fullScreen={isNarrow}
      closeOnClickOutside={!isBegun}
    >
      <Modal.Overlay />
      <Modal.Content ref={announceAsAlert} className={classes.dialog}>
        <Modal.Header>
          <Modal.Title fw={650} fz="lg" lh={1.3}>
            {isBegun ? <BegunTitle {...state} /> : titleWhileLooking(live)}
          </Modal.Title>
          <Modal.CloseButton aria-label={m.close()} />
        </Modal.Header>
        <Modal.Body>
          <Stack gap="md">
            {scope.kind === 'name' && !isBegun && (
              <Switch
                label={m.cascade_switch()}
                description={cascadeText(cascade, live)}
                checked={cascade}
                disabled={state.phase === 'checking'}
                onChange={(event) => {
                  setCascade(event.currentTarget.checked);
                  change(NO_EXCEPTIONS);
                }}
              />
            )}
            {isChoosable && (
              <KeepControls
                exceptions={exceptions}
                onChange={change}
                isDisabled={state.phase === 'checking'}
                isFirst={keepNewest !== undefined}
              />
            )}
            {state.phase === 'looking' && state.failure && <FailureNotice failure={state.failure} />}
            {isBegun ? (
              <RunWatch plan={state.plan} deletionId={state.deletionId} onClose={onClose} />
            ) : (
              <Review live={live} deletion={deletion} onTick={tick} onClose={onClose} mayWait={!again} />
            )}
          </Stack>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

/** What is done, once it is the gateway's. */
function BegunTitle({ plan, deletionId }: { plan: Plan; deletionId: string }) {
  const { data: receipt } = useQuery(receiptQuery(deletionId));
  return runTitle(plan, receipt?.run ?? undefined);
}

function titleWhileLooking({ planned, outOf, isAtLeast }: LivePlan): string {
  return planned ? titleOf(planned.plan, outOf, isAtLeast) : m.delete_title_waiting();
}

function Review(props: {
  live: LivePlan;
  deletion: Deletion;
  onTick: (id: ModelId, goes: boolean) => void;
  onClose: () => void;
  mayWait: boolean;
}) {
  const { live, deletion } = props;
  if (live.versions.error) {
    return (
      <ErrorNotice title={m.plan_failed()} error={live.versions.error} onRetry={() => void live.check()} />
    );
  }
  const isFirstCheck =
    live.services.isPending && live.services.checkedAt === undefined && !live.services.error;
  if (live.versions.isPending || isFirstCheck) return <Waiting {...live.versions.progress} />;
  if (!live.planned) return <NothingLeft live={live} />;
  return (
    <PlanReview
      key={reviewKey(live.planned.candidates, deletion.state)}
      planned={live.planned}
      live={live}
      deletion={deletion}
      onTick={props.onTick}
      onCancel={props.onClose}
      mayWait={props.mayWait}
    />
  );
}

/** What could not be read, or did not come, may well be there. */
function NothingLeft({ live: { unreadable, short, check } }: { live: LivePlan }) {
  return (
    <>
      {unreadable.length > 0 && <UnreadableNotice rows={unreadable} />}
      {short.length > 0 && <ShortNotice lists={short} onRetry={() => void check()} />}
      {unreadable.length + short.length === 0 && <Text>{m.plan_nothing_left()}</Text>}
    </>
  );
}

/** Holds the focus until there is something to decide; says how far it is where that takes a while. */
function Waiting(progress: LookUpProgress) {
  return (
    <>
      {takesAWhile(progress) && <LookUpLine {...progress} />}
      <Placeholder height={240} tabIndex={-1} data-autofocus />
    </>
  );
}

/** Other candidates, or another forecast for them, are another review: it begins anew, and so does the consent. */
function reviewKey(candidates: readonly AffectedVersion[], state: DeletionState): string {
  const change = state.phase === 'looking' ? state.change?.changed : undefined;
  const forecast = change?.map(({ after }) => after.model_id + after.verdict) ?? [];
  return [...candidates.map((version) => version.model_id), ...forecast].join();
}

function cascadeText(cascade: boolean, live: LivePlan): string | undefined {
  const [target] = live.planned?.candidates ?? [];
  if (!target) return undefined;
  const { model_name: name, model_version: version } = target;
  if (cascade && live.planned?.plan.protected) return m.protect_cascade_on({ name });
  if (cascade) return live.isAtLeast ? m.cascade_on_listed({ name }) : m.cascade_on({ name });
  return m.cascade_off({ version, name });
}
