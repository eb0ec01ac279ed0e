import { Text, Title } from '@mantine/core';
import { IconChecklist, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';
import type { SavedRule } from '../../../core/console-api/deletions/rules.ts';
import { rulesQuery } from '../../api/queries/deletions/rules.ts';
import { paths } from '../../app/paths.ts';
import { m } from '../../messages/messages.js';
import { useMayDelete } from '../../session/session-hooks.ts';
import { ButtonLink } from '../../ui/button-link.tsx';
import { ErrorNotice } from '../../ui/errors/error-notice.tsx';
import { PageState } from '../../ui/errors/page-state.tsx';
import { Placeholder } from '../../ui/placeholder.tsx';
import { formatCount, formatSize } from '../../ui/text/format.ts';
import { TimeStamp } from '../../ui/time/time-stamp.tsx';
import { useTabTitle } from '../../ui/use-tab-title.ts';
import classes from '../housekeeping.module.css';
import { RuleSays } from '../rule-says.tsx';
import { Proposal } from '../schedule/proposal.tsx';
import { ScheduleLine } from '../schedule/schedule-line.tsx';

/** The rules of the project, each with what it says and what it last found. */
export function RulesPage() {
  useTabTitle(m.rules());
  const rules = useQuery(rulesQuery);
  const mayWrite = useMayDelete();
  const isEmpty = rules.data?.length === 0;
  const add = (
    <ButtonLink to={paths.newRule} size="xs" leftSection={<IconPlus size={14} aria-hidden />}>
      {m.rules_new()}
    </ButtonLink>
  );
  return (
    <div className={classes.page}>
      <div className={classes.head}>
        <Title order={1} size="h3">
          {m.rules()}
        </Title>
        {mayWrite && !isEmpty && add}
      </div>
      {!isEmpty && (
        <Text size="sm" c="dimmed" className={classes.lead}>
          {m.rules_lead()}
        </Text>
      )}
      {rules.isError && (
        <ErrorNotice title={m.rules_list_failed()} error={rules.error} onRetry={() => rules.refetch()} />
      )}
      {rules.isPending && <Placeholder height={200} />}
      {isEmpty && (
        <PageState icon={IconChecklist} title={m.rules_empty_title()} text={m.rules_empty_text()}>
          {mayWrite && add}
        </PageState>
      )}
      {rules.data && !isEmpty && (
        <ul className={classes.cards} aria-label={m.rules()}>
          {rules.data.map((saved) => (
            <RuleCard key={saved.rule_id} saved={saved} />
          ))}
        </ul>
      )}
    </div>
  );
}

function RuleCard({ saved }: { saved: SavedRule }) {
  const { rule_id, rule, changed_at, changed_by } = saved;
  const waiting = saved.scheduled_runs.find(({ state }) => state === 'waiting');
  return (
    <li className={classes.card}>
      <div className={classes.cardHead}>
        <Title order={2} size="h5">
          <Link to={paths.rule(rule_id)} className={classes.cardLink}>
            <bdi>{rule.name}</bdi>
          </Link>
        </Title>
        <Text size="xs" c="dimmed" component="span">
          <TimeStamp at={changed_at} /> · <bdi>{m.rules_changed({ user: changed_by })}</bdi>
        </Text>
      </div>
      <RuleSays rule={rule} hasSchedule={false} />
      <LastDryRun last={saved.last_dry_run} />
      <ScheduleLine saved={saved} />
      {waiting && (
        <Proposal run={waiting} zone={rule.schedule?.time_zone ?? 'UTC'} ruleName={rule.name} hasLink />
      )}
    </li>
  );
}

/** What a rule found when it was tried last. */
export function LastDryRun({ last }: { last: SavedRule['last_dry_run'] }) {
  if (!last)
    return (
      <Text size="sm" c="dimmed">
        {m.rules_never_tried()}
      </Text>
    );
  const { sums } = last;
  return (
    <Text size="sm" component="div" className={classes.last}>
      <Link to={paths.dryRun(last.dry_run_id)}>
        {m.rules_last_dry_run({ deletes: formatCount(sums.delete), scope: formatCount(sums.scope) })}
      </Link>
      {sums.delete > 0 && <span> · {formatSize(sums.bytes)}</span>}
      <span className={classes.quiet}>
        {' '}
        · <TimeStamp at={last.made_at} />
      </span>
    </Text>
  );
}
