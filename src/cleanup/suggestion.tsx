import { Text, Title } from '@mantine/core';
import { IconListCheck } from '@tabler/icons-react';
import type { Suggestion } from '../../core/console-api/models/cleanup.ts';
import type { CleanupSettings, Reason } from '../../core/housekeeping/suggest.ts';
import { serverNow } from '../api/prefetch/server-clock.ts';
import { paths } from '../app/paths.ts';
import type { DeletionScope } from '../deletion/deletion-scope.ts';
import { m } from '../messages/messages.js';
import { useMayDelete } from '../session/session-hooks.ts';
import { ButtonLink } from '../ui/button-link.tsx';
import classes from './cleanup.module.css';
import { type FreeWish, PlanSuggested } from './plan-suggested.tsx';
import { proposedRule } from './proposed-rule.ts';
import { REASON_HELP, REASON_TITLES } from './reason-words.ts';
import { SuggestedTable } from './suggested-table.tsx';

/** What can go for one reason, and what can be done about it. */
export function SuggestionSection(props: {
  reason: Reason;
  settings: CleanupSettings;
  suggestion: Suggestion;
  hasExclusions: boolean;
  wish: FreeWish;
  onPlan: (scope: DeletionScope) => void;
}) {
  const { reason, settings, suggestion } = props;
  const mayDelete = useMayDelete();
  const title = REASON_TITLES[reason]();
  return (
    <section className={classes.section} aria-label={title}>
      <div>
        <Title order={2} size="h4">
          {title}
        </Title>
        <Text size="sm" c="dimmed" className={classes.lead}>
          {REASON_HELP[reason]()}
        </Text>
      </div>
      {mayDelete && suggestion.versions > 0 && (
        <div className={classes.acts}>
          <PlanSuggested
            reason={reason}
            settings={settings}
            suggestion={suggestion}
            wish={props.wish}
            onPlan={props.onPlan}
          />
          <KeepAsRule reason={reason} settings={settings} hasExclusions={props.hasExclusions} />
        </div>
      )}
      <SuggestedTable reason={reason} settings={settings} count={suggestion.versions} />
    </section>
  );
}

/** To the rule that says the same of whatever is still to come. */
function KeepAsRule({
  reason,
  settings,
  hasExclusions,
}: {
  reason: Reason;
  settings: CleanupSettings;
  hasExclusions: boolean;
}) {
  const rule = proposedRule(reason, settings, serverNow());
  return (
    <div className={classes.rule}>
      <ButtonLink
        to={paths.newRuleOf(rule)}
        size="xs"
        variant="default"
        leftSection={<IconListCheck size={14} aria-hidden />}
      >
        {m.cleanup_keep_as_rule()}
      </ButtonLink>
      {hasExclusions && (
        <Text size="xs" c="dimmed">
          {m.cleanup_rule_exclusions()}
        </Text>
      )}
    </div>
  );
}
