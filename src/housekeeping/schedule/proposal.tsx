import { Button, Text, Textarea } from '@mantine/core';
import { useRef, useState } from 'react';
import { MAX_DECLINE_NOTE, type ScheduledRun } from '../../../core/console-api/deletions/scheduled-runs.ts';
import { useDeclineProposal } from '../../api/queries/deletions/scheduled-runs.ts';
import { paths } from '../../app/paths.ts';
import { m } from '../../messages/messages.js';
import { useMayDelete } from '../../session/session-hooks.ts';
import { ButtonLink } from '../../ui/button-link.tsx';
import { ErrorNotice } from '../../ui/errors/error-notice.tsx';
import { formatCount, formatSize } from '../../ui/text/format.ts';
import { tooLong } from '../../ui/text/too-long.ts';
import { useHandOnFocus } from '../../ui/use-hand-on-focus.ts';
import { LateLine } from './late-line.tsx';
import classes from './schedule.module.css';
import { waitingWords } from './waiting-words.ts';

/** What a rule proposes by its schedule: it waits for somebody, who looks at its list and consents, or declines. */
export function Proposal(props: {
  run: ScheduledRun;
  zone: string;
  /** Where the list is not on the same page. */
  hasLink?: boolean;
  /** Whose it is, where it stands among those of other rules. */
  ruleName?: string;
}) {
  const { run, zone, hasLink = false, ruleName } = props;
  const mayDelete = useMayDelete();
  // Not said before somebody began to.
  const [isDeclining, setDeclining] = useState<boolean>();
  const proposal = useRef<HTMLElement>(null);
  useHandOnFocus(proposal);
  const told = { count: run.versions, shown: formatCount(run.versions), size: formatSize(run.bytes) };
  return (
    <section ref={proposal} className={classes.proposal} aria-label={labelOf(ruleName)}>
      <Text size="sm" fw={600} component="p">
        {m.schedule_proposes(told)}
      </Text>
      {run.why && (
        <Text size="sm" component="p">
          {waitingWords(run.why)}
        </Text>
      )}
      <LateLine run={run} zone={zone} />
      <Text size="sm" c="dimmed" component="p">
        {m.schedule_waits_here()}
      </Text>
      <div className={classes.buttons}>
        {hasLink && run.dry_run_id && (
          <ButtonLink to={paths.dryRun(run.dry_run_id)} size="xs">
            {m.schedule_look()}
          </ButtonLink>
        )}
        {mayDelete && !isDeclining && (
          <Button
            size="xs"
            variant="default"
            autoFocus={isDeclining === false}
            onClick={() => setDeclining(true)}
          >
            {m.schedule_decline()}
          </Button>
        )}
      </div>
      {isDeclining && <Declining id={run.scheduled_run_id} onCancel={() => setDeclining(false)} />}
    </section>
  );
}

function labelOf(ruleName: string | undefined): string {
  const label = m.schedule_proposal();
  return ruleName === undefined ? label : m.filter_chosen({ label, value: ruleName });
}

function Declining({ id, onCancel }: { id: string; onCancel: () => void }) {
  const [note, setNote] = useState('');
  const decline = useDeclineProposal(id);
  const trouble = tooLong(note.trim(), MAX_DECLINE_NOTE);
  return (
    <form
      className={classes.declining}
      onSubmit={(event) => {
        event.preventDefault();
        if (trouble === undefined) decline.mutate(note.trim());
      }}
    >
      <Textarea
        label={m.schedule_decline_note()}
        rows={2}
        autoFocus
        value={note}
        error={trouble}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <div className={classes.buttons}>
        <Button size="xs" type="submit" disabled={trouble !== undefined} loading={decline.isPending}>
          {m.schedule_decline_button()}
        </Button>
        <Button size="xs" variant="default" onClick={onCancel}>
          {m.cancel()}
        </Button>
      </div>
      {decline.isError && <ErrorNotice title={m.schedule_decline_failed()} error={decline.error} />}
    </form>
  );
}
