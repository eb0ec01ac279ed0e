import { Button, NumberInput, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { FormEvent } from 'react';
import { MAX_PLANNED_VERSIONS } from '../../core/console-api/deletions/receipts.ts';
import type { CleanupSelection, Suggestion } from '../../core/console-api/models/cleanup.ts';
import type { CleanupSettings, Reason } from '../../core/housekeeping/suggest.ts';
import { useSelectVersions } from '../api/queries/models/cleanup.ts';
import type { DeletionScope } from '../deletion/deletion-scope.ts';
import { m } from '../messages/messages.js';
import { ErrorNotice } from '../ui/errors/error-notice.tsx';
import { formatCount, formatSize } from '../ui/text/format.ts';
import classes from './cleanup.module.css';

const GB = 1000 ** 3;

/** How much is to be freed, as it was typed, whatever the reason: in GB, empty for all. */
export type FreeWish = { gigabytes: number | string; setGigabytes: (gigabytes: number | string) => void };

/** Asks for a plan: of all that can go for a reason, or of what frees so many bytes of it. */
export function PlanSuggested(props: {
  reason: Reason;
  settings: CleanupSettings;
  suggestion: Suggestion;
  wish: FreeWish;
  onPlan: (scope: DeletionScope) => void;
}) {
  const { reason, settings, suggestion, wish, onPlan } = props;
  const { gigabytes, setGigabytes } = wish;
  const select = useSelectVersions();
  const asked = typeof gigabytes === 'number' && gigabytes > 0 ? gigabytes : undefined;
  const open = (event?: FormEvent) => {
    event?.preventDefault();
    const bytes = asked === undefined ? undefined : Math.max(1, Math.round(asked * GB));
    select.mutate(
      { reason, settings, bytes },
      { onSuccess: (selection) => selection.names.length > 0 && onPlan(scopeOf(selection)) },
    );
  };
  const isSized = suggestion.model_size > 0;
  return (
    <form className={classes.plan} onSubmit={open}>
      <div className={classes.planLine}>
        {isSized && (
          <div className={classes.atLeast}>
            <span aria-hidden>{m.cleanup_at_least()}</span>
            <NumberInput
              size="sm"
              className={classes.number ?? ''}
              aria-label={m.cleanup_at_least_gigabytes()}
              value={gigabytes}
              min={0}
              max={1_000_000}
              decimalScale={3}
              hideControls
              placeholder={m.cleanup_all()}
              onChange={(next) => {
                setGigabytes(next);
                select.reset();
              }}
            />
            <span aria-hidden>{m.cleanup_gigabytes()}</span>
          </div>
        )}
        <Button
          type="submit"
          color="red"
          classNames={{ root: classes.planButton ?? '', label: classes.planLabel ?? '' }}
          leftSection={<IconTrash size={15} aria-hidden />}
          loading={select.isPending}
        >
          {buttonWords(asked, suggestion.versions)}
        </Button>
      </div>
      <Text size="xs" c="dimmed">
        {asked === undefined ? m.cleanup_plan_help() : m.cleanup_pick_help()}
      </Text>
      {select.data && asked !== undefined && <PickedNotice selection={select.data} />}
      {select.isError && (
        <ErrorNotice title={m.cleanup_plan_failed()} error={select.error} onRetry={() => open()} />
      )}
    </form>
  );
}

function buttonWords(gigabytes: number | undefined, count: number): string {
  if (gigabytes !== undefined) return m.cleanup_plan_bytes({ size: formatSize(gigabytes * GB) });
  if (count > MAX_PLANNED_VERSIONS) return m.cleanup_plan_first({ shown: formatCount(MAX_PLANNED_VERSIONS) });
  return m.cleanup_plan_all({ count, shown: formatCount(count) });
}

function scopeOf({ names }: CleanupSelection): DeletionScope {
  return {
    kind: 'set',
    parts: names.map(({ model_name: name, model_ids }) => ({ name, mode: 'some', ids: new Set(model_ids) })),
  };
}

/** What was picked, and what was left out for it. */
function PickedNotice({ selection: { picked, smaller, is_short } }: { selection: CleanupSelection }) {
  const sumWords = ({ versions: count, model_size }: CleanupSelection['picked']) => {
    return { count, shown: formatCount(count), size: formatSize(model_size) };
  };
  const what = is_short ? m.cleanup_picked_short(sumWords(picked)) : m.cleanup_picked(sumWords(picked));
  return (
    <Text size="sm" role="status">
      {smaller.versions === 0
        ? what
        : m.sentences({ first: what, second: m.cleanup_picked_smaller(sumWords(smaller)) })}
    </Text>
  );
}
