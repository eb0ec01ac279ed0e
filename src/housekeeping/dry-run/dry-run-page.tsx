import '../../ui/print.css';
import { Text, Title } from '@mantine/core';
import { IconChecklist } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Link, useLocation, useParams } from 'react-router-dom';
import type { Decided, DryRun } from '../../../core/console-api/deletions/rules.ts';
import { isRefusedWith } from '../../api/http/client.ts';
import { dryRunQuery, exportDryRunPath } from '../../api/queries/deletions/rules.ts';
import { paths } from '../../app/paths.ts';
import { m } from '../../messages/messages.js';
import { ExportMenu } from '../../receipts/receipt/export-menu.tsx';
import { ButtonLink } from '../../ui/button-link.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { ErrorNotice } from '../../ui/errors/error-notice.tsx';
import { PageState } from '../../ui/errors/page-state.tsx';
import { Placeholder } from '../../ui/placeholder.tsx';
import { formatCount } from '../../ui/text/format.ts';
import { TimeStamp } from '../../ui/time/time-stamp.tsx';
import { Trail } from '../../ui/trail/trail.tsx';
import { usePaperColours } from '../../ui/use-is-printing.ts';
import { useTabTitle } from '../../ui/use-tab-title.ts';
import classes from '../housekeeping.module.css';
import { RuleSays } from '../rule-says.tsx';
import { Decisions } from './decisions.tsx';
import { DeleteFound } from './delete-found.tsx';
import { DryRunNotices } from './dry-run-notices.tsx';
import { DryRunSums } from './dry-run-sums.tsx';
import { ProposalOf } from './proposal-of.tsx';

/** What a rule said of all that there was, to be looked at and passed on. */
export function DryRunPage() {
  const { id = '' } = useParams();
  const dryRun = useQuery(dryRunQuery(id));
  if (isRefusedWith(404, dryRun.error)) return <NoDryRun />;
  return (
    <div className={classes.sheet}>
      {dryRun.isPending && <Placeholder height={320} />}
      {dryRun.isError && (
        <ErrorNotice title={m.rules_dry_run_failed()} error={dryRun.error} onRetry={() => dryRun.refetch()} />
      )}
      {dryRun.data && <DryRunSheet key={id} dryRun={dryRun.data} />}
    </div>
  );
}

function NoDryRun() {
  useTabTitle(m.rules_dry_run_missing_title());
  return (
    <PageState
      icon={IconChecklist}
      title={m.rules_dry_run_missing_title()}
      text={m.rules_dry_run_missing_text()}
    >
      <ButtonLink to={paths.rules}>{m.rules_go()}</ButtonLink>
    </PageState>
  );
}

function DryRunSheet({ dryRun }: { dryRun: DryRun }) {
  const { dry_run_id: id, rule, rule_id, sums } = dryRun;
  const [show, setShow] = useState<Decided>(sums.delete > 0 ? 'DELETE' : 'all');
  const about = m.rules_dry_run_of({ name: rule.name });
  useTabTitle(about, m.rules());
  usePaperColours();
  return (
    <>
      <Trail to={paths.rules} above={m.rules()}>
        {rule_id ? <Link to={paths.rule(rule_id)}>{rule.name}</Link> : <bdi>{rule.name}</bdi>}
      </Trail>
      <header className={classes.sheetHead}>
        <div>
          <Headline text={headlineOf(dryRun)} />
          <Text size="sm" c="dimmed" className={classes.name}>
            <bdi>{about}</bdi> · <TimeStamp at={dryRun.made_at} /> ·{' '}
            <bdi>
              {dryRun.due_at === null ? m.rules_made_by({ user: dryRun.made_by }) : m.schedule_made_by()}
            </bdi>
          </Text>
        </div>
        <div className={classes.buttons}>
          <ExportMenu pathFor={(format) => exportDryRunPath(id, format)} />
          <DeleteFound dryRun={dryRun} />
        </div>
      </header>
      <ProposalOf dryRun={dryRun} />
      <DryRunNotices dryRun={dryRun} />
      <DryRunSums dryRun={dryRun} />
      <Disclosure label={m.rules_then()}>
        <RuleSays rule={rule} />
      </Disclosure>
      {sums.scope > 0 && <Decisions key={show} dryRun={dryRun} show={show} onShow={setShow} />}
    </>
  );
}

/** Takes the focus when one arrives from the rule, so that what was found is read out. */
function Headline({ text }: { text: string }) {
  const title = useRef<HTMLHeadingElement>(null);
  const isFresh = useLocation().state?.isFresh === true;
  useEffect(() => {
    if (isFresh) title.current?.focus();
  }, [isFresh]);
  return (
    <Title order={1} size="h3" ref={title} tabIndex={-1} className={classes.headline}>
      {text}
    </Title>
  );
}

function headlineOf({ sums }: DryRun): string {
  if (sums.scope === 0) return m.rules_headline_empty();
  if (sums.delete === 0) return m.rules_headline_none();
  return m.rules_headline({
    count: sums.scope,
    shown: formatCount(sums.scope),
    deletes: formatCount(sums.delete),
  });
}
