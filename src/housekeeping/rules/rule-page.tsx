import { Title } from '@mantine/core';
import { IconChecklist } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useParams, useSearchParams } from 'react-router-dom';
import { parseListQuery } from '../../api/prefetch/list-query.ts';
import { serverNow } from '../../api/prefetch/server-clock.ts';
import { rulesQuery } from '../../api/queries/deletions/rules.ts';
import { paths } from '../../app/paths.ts';
import { m } from '../../messages/messages.js';
import { useMayDelete } from '../../session/session-hooks.ts';
import { ButtonLink } from '../../ui/button-link.tsx';
import { ErrorNotice } from '../../ui/errors/error-notice.tsx';
import { PageState } from '../../ui/errors/page-state.tsx';
import { Placeholder } from '../../ui/placeholder.tsx';
import { Trail } from '../../ui/trail/trail.tsx';
import { useTabTitle } from '../../ui/use-tab-title.ts';
import classes from '../housekeeping.module.css';
import { RuleSays } from '../rule-says.tsx';
import { Proposal } from '../schedule/proposal.tsx';
import { ScheduleLine } from '../schedule/schedule-line.tsx';
import { ScheduledRuns } from '../schedule/scheduled-runs.tsx';
import { MadeOfFilter } from './made-of-filter.tsx';
import { readProposed } from './read-proposed.ts';
import { draftOf, type RuleDraft } from './rule-draft.ts';
import { RuleEditor } from './rule-editor.tsx';
import { type LeftOfFilter, ruleOfFilter } from './rule-of-filter.ts';
import { LastDryRun } from './rules-page.tsx';

/** One rule, as a form and as YAML, and its dry run; without an id, a new one. */
export function RulePage() {
  const { id } = useParams();
  const made = useProposed(id);
  const mayWrite = useMayDelete();
  const rules = useQuery(rulesQuery);
  const saved = rules.data?.find(({ rule_id }) => rule_id === id);
  const others = rules.data?.filter((other) => other !== saved).map(({ rule }) => rule.name) ?? [];
  const title = id === undefined ? m.rules_new() : (saved?.rule.name ?? m.rules());
  const waiting = saved?.scheduled_runs.find(({ state }) => state === 'waiting');
  const zone = saved?.rule.schedule?.time_zone ?? 'UTC';
  useTabTitle(title, m.rules());
  const isMissing = id === undefined ? !mayWrite : rules.data !== undefined && !saved;
  if (isMissing)
    return (
      <PageState icon={IconChecklist} title={m.rules_missing_title()} text={m.rules_missing_text()}>
        <ButtonLink to={paths.rules}>{m.rules_go()}</ButtonLink>
      </PageState>
    );
  return (
    <div className={classes.rule}>
      <Trail to={paths.rules} above={m.rules()}>
        <bdi>{title}</bdi>
      </Trail>
      <Title order={1} size="h3" className={classes.name}>
        <bdi>{title}</bdi>
      </Title>
      {rules.isError && (
        <ErrorNotice title={m.rules_list_failed()} error={rules.error} onRetry={() => rules.refetch()} />
      )}
      {id !== undefined && rules.isPending && <Placeholder height={320} />}
      {saved && <LastDryRun last={saved.last_dry_run} />}
      {saved && <ScheduleLine saved={saved} />}
      {waiting && <Proposal run={waiting} zone={zone} hasLink />}
      {saved && <ScheduledRuns runs={saved.scheduled_runs} zone={zone} />}
      {saved && !mayWrite && <RuleSays rule={saved.rule} />}
      {made?.left && mayWrite && <MadeOfFilter left={made.left} />}
      {mayWrite && (saved || id === undefined) && (
        <RuleEditor key={id ?? ''} saved={saved} taken={others} {...(made && { initial: made.draft })} />
      )}
    </div>
  );
}

/** The rule that a new one begins as, where its address proposes one, or has a filter of the list. */
function useProposed(id: string | undefined): { draft: RuleDraft; left?: LeftOfFilter[] } | undefined {
  const [params] = useSearchParams();
  return useMemo(() => {
    if (id !== undefined) return undefined;
    const rule = readProposed(params.get('rule'));
    if (rule) return { draft: draftOf(rule) };
    const { filters } = parseListQuery(params);
    return Object.keys(filters).length > 0 ? ruleOfFilter(filters, serverNow()) : undefined;
  }, [id, params]);
}
