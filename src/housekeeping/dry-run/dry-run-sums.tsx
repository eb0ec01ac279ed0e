import { Text } from '@mantine/core';
import type { DryRun } from '../../../core/console-api/deletions/rules.ts';
import {
  type Clause,
  DELETE_CLAUSES,
  KEEP_CLAUSES,
  LEFT_OUT_CLAUSES,
} from '../../../core/housekeeping/decide-rule.ts';
import { m } from '../../messages/messages.js';
import { formatCount, formatSize } from '../../ui/text/format.ts';
import classes from '../housekeeping.module.css';
import { clauseWords } from '../rule-words.ts';

const LEFT_OUT: ReadonlySet<Clause> = new Set(LEFT_OUT_CLAUSES);

/** How many versions go and stay, by the clause that decided, and what that frees. */
export function DryRunSums({ dryRun }: { dryRun: DryRun }) {
  const { sums } = dryRun;
  const leftOut = LEFT_OUT_CLAUSES.reduce((sum, clause) => sum + (sums.clauses[clause] ?? 0), 0);
  const kept = KEEP_CLAUSES.filter((clause) => !LEFT_OUT.has(clause));
  return (
    <div className={classes.sums}>
      <Sum title={m.rules_sum_delete()} count={sums.delete} tone="bad">
        {sums.delete > 0 && (
          <Text size="sm">
            {m.rules_frees()} <strong>{formatSize(sums.bytes)}</strong>
            {sums.unsized > 0 &&
              ` (${m.rules_unsized({ count: sums.unsized, shown: formatCount(sums.unsized) })})`}
          </Text>
        )}
        <Clauses dryRun={dryRun} clauses={DELETE_CLAUSES} />
      </Sum>
      <Sum title={m.rules_sum_keep()} count={sums.keep - leftOut} tone="good">
        <Clauses dryRun={dryRun} clauses={kept} />
      </Sum>
      {leftOut > 0 && (
        <Sum title={m.rules_sum_left()} count={leftOut} tone="open">
          <Clauses dryRun={dryRun} clauses={LEFT_OUT_CLAUSES} />
          <Text size="sm" c="dimmed">
            {m.rules_left_stay()}
          </Text>
        </Sum>
      )}
    </div>
  );
}

function Sum(props: {
  title: string;
  count: number;
  tone: 'bad' | 'good' | 'open';
  children: React.ReactNode;
}) {
  return (
    <section className={classes.sum} data-tone={props.tone} aria-label={props.title}>
      <span className={classes.sumTitle}>{props.title}</span>
      <span className={classes.sumCount}>{formatCount(props.count)}</span>
      {props.children}
    </section>
  );
}

function Clauses({ dryRun, clauses }: { dryRun: DryRun; clauses: readonly Clause[] }) {
  const there = clauses.flatMap((clause) => {
    const count = dryRun.sums.clauses[clause] ?? 0;
    return count > 0 ? [{ clause, count }] : [];
  });
  if (there.length === 0) return null;
  return (
    <ul className={classes.clauses}>
      {there.map(({ clause, count }) => (
        <li key={clause}>
          <span className={classes.figure}>{formatCount(count)}</span>
          <span>{clauseWords(clause, dryRun.rule)}</span>
        </li>
      ))}
    </ul>
  );
}
