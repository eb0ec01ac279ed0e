import { Skeleton, Title } from '@mantine/core';
import { IconChecklist } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams, useSearchParams } from 'react-router-dom';
import { rulesQuery } from '../../api/queries/deletions/rules.ts';
import { paths } from '../../app/paths.ts';
import { m } from '../../messages/messages.js';
import { useMayDelete } from '../../session/session-hooks.ts';
import { ButtonLink } from '../../ui/button-link.tsx';
import { ErrorNotice } from '../../ui/errors/error-notice.tsx';
import { PageState } from '../../ui/errors/page-state.tsx';
import { Trail } from '../../ui/trail/trail.tsx';
import { useTabTitle } from '../../ui/use-tab-title.ts';
import classes from '../housekeeping.module.css';
import { RuleSays } from '../rule-says.tsx';
import { readProposed } from './read-proposed.ts';
import { RuleEditor } from './rule-editor.tsx';
import { LastDryRun } from './rules-page.tsx';

/** One rule, as a form and as YAML, and its dry run; without an id, a new one. */
export function RulePage() {
  const { id } = useParams();
  const [params] = useSearchParams();
  const mayWrite = useMayDelete();
  const rules = useQuery(rulesQuery);
  const saved = rules.data?.find(({ rule_id }) => rule_id === id);
  const others = rules.data?.filter((other) => other !== saved).map(({ rule }) => rule.name) ?? [];
  const title = id === undefined ? m.rules_new() : (saved?.rule.name ?? m.rules());
  useTabTitle(title, m.rules());
  const isMissing = id === undefined ? !mayWrite : rules.data !== undefined && !saved;
  if (isMissing)
    return (
      <PageState icon={IconChecklist} title={m.rules_missing_title()} text={m.rules_missing_text()}>
        <ButtonLink to={paths.rules}>{m.rules_go()}</ButtonLink>
      </PageState>
    );
  return (
    <div className={classes.page}>
      <Trail to={paths.rules} above={m.rules()}>
        <bdi>{title}</bdi>
      </Trail>
      <Title order={1} size="h3" className={classes.name}>
        <bdi>{title}</bdi>
      </Title>
      {rules.isError && <ErrorNotice error={rules.error} onRetry={() => rules.refetch()} />}
      {id !== undefined && rules.isPending && <Skeleton height={320} aria-label={m.loading()} />}
      {saved && <LastDryRun last={saved.last_dry_run} />}
      {saved && !mayWrite && <RuleSays rule={saved.rule} />}
      {mayWrite && (saved || id === undefined) && (
        <RuleEditor
          key={id ?? ''}
          saved={saved}
          proposed={id === undefined ? readProposed(params.get('rule')) : undefined}
          taken={others}
        />
      )}
    </div>
  );
}
