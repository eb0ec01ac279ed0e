import { Button, Text } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { Suspense, useRef, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import type { SavedRule } from '../../../core/console-api/deletions/rules.ts';
import type { Rule } from '../../../core/housekeeping/rule.ts';
import { useSaveRule } from '../../api/queries/deletions/rules.ts';
import { paths } from '../../app/paths.ts';
import { m } from '../../messages/messages.js';
import { ErrorNotice } from '../../ui/errors/error-notice.tsx';
import { lazyPart } from '../../ui/load-code.ts';
import { Placeholder } from '../../ui/placeholder.tsx';
import classes from '../housekeeping.module.css';
import { RuleSays } from '../rule-says.tsx';
import { DryRunTrying } from './dry-run-progress.tsx';
import { RemoveRule } from './remove-rule.tsx';
import { type DraftTrouble, draftOf, NEW_DRAFT, type RuleDraft, ruleOf, saidBy } from './rule-draft.ts';
import { RuleForm } from './rule-form.tsx';
import { useDryRun } from './use-dry-run.ts';

const RuleYaml = lazyPart(() => import('./rule-yaml.tsx'), 'RuleYaml');

/** A rule that is written: as a form or as YAML, with what it says by now; saved, tried, removed. */
export function RuleEditor(props: {
  saved: SavedRule | undefined;
  /** What a new one begins as. */
  initial?: RuleDraft;
  /** The names of other rules. */
  taken: readonly string[];
}) {
  const { saved, taken } = props;
  const [draft, setDraft] = useState(() => (saved ? draftOf(saved.rule) : (props.initial ?? NEW_DRAFT)));
  const [isYaml, setYaml] = useState(false);
  const [isYamlWrong, setYamlWrong] = useState(false);
  const [isTold, setTold] = useState(false);
  const save = useSaveRule();
  const { trying, begin, stop } = useDryRun();
  const navigate = useNavigate();
  const dryRun = useRef<HTMLButtonElement>(null);

  // What was just saved is among the others until its own page is there.
  const written = ruleOf(
    draft,
    taken.filter((name) => name !== save.data?.rule.name),
  );
  const rule = 'rule' in written && !isYamlWrong ? written.rule : undefined;
  const trouble = 'trouble' in written ? written.trouble : undefined;
  const isChanged = !saved || !rule || !isSame(rule, saved.rule);
  const write = (next: typeof draft) => {
    setDraft(next);
    save.reset();
  };
  const withRule = (act: (rule: Rule) => void) => () => {
    setTold(!rule);
    if (rule) act(rule);
  };
  const keep = (kept: Rule) =>
    save.mutate(
      { ruleId: saved?.rule_id, rule: kept },
      {
        onSuccess: ({ rule_id }) => {
          if (!saved) void navigate(paths.rule(rule_id), { replace: true });
        },
      },
    );
  const isHeld = isYamlWrong || trying.phase === 'under-way';
  return (
    <div className={classes.editor}>
      <div className={classes.form}>
        <Ways isYaml={isYaml} onChoose={setYaml} isHeld={isYamlWrong} />
        {isYaml ? (
          <Suspense fallback={<Placeholder height={320} />}>
            <RuleYaml
              said={saidBy(draft)}
              onChange={(next) => {
                setYamlWrong(!next);
                if (next) write(draftOf(next));
              }}
            />
          </Suspense>
        ) : (
          <RuleForm
            draft={draft}
            onChange={write}
            trouble={isTold || trouble === 'name-taken' ? trouble : undefined}
            operator={saved?.rule.schedule?.unattended && saved.next_run?.operator}
          />
        )}
      </div>
      <aside className={classes.aside} aria-label={m.rules_says()}>
        <h2 className={classes.sectionTitle}>{m.rules_says()}</h2>
        {isYamlWrong ? (
          <Text size="sm" c="dimmed">
            {m.rules_mistakes()}
          </Text>
        ) : (
          <RuleSays rule={saidBy(draft)} />
        )}
        {trouble && !isYamlWrong && (
          <Text size="sm" c="dimmed">
            {m.rules_says_incomplete({ missing: TROUBLES[trouble]() })}
          </Text>
        )}
        <div className={classes.buttons}>
          <Button onClick={withRule(keep)} loading={save.isPending} disabled={isHeld || !isChanged}>
            {m.save()}
          </Button>
          <Button
            ref={dryRun}
            variant="default"
            leftSection={<IconPlayerPlay size={15} aria-hidden />}
            disabled={isHeld}
            onClick={withRule(
              (tried) => void begin(saved && !isChanged ? { ruleId: saved.rule_id } : { rule: tried }),
            )}
          >
            {m.rules_dry_run()}
          </Button>
        </div>
        <Text size="xs" c="dimmed" role="status">
          {save.isSuccess && !isChanged ? `${m.rules_saved()}. ` : ''}
          {isYamlWrong ? m.rules_yaml_first() : isChanged ? m.rules_unsaved() : m.rules_dry_run_help()}
        </Text>
        {save.isError && <ErrorNotice title={m.rules_save_failed()} error={save.error} />}
        <DryRunTrying trying={trying} onStop={stop} heir={() => dryRun.current} />
        {saved && <RemoveRule saved={saved} />}
      </aside>
    </div>
  );
}

/** Whether two rules say the same, in whatever order they list types. */
function isSame(one: Rule, other: Rule): boolean {
  const [said, otherSaid] = [one, other].map((rule) => JSON.stringify(saidBy(draftOf(rule))));
  return said === otherSaid;
}

const TROUBLES: Record<DraftTrouble, () => string> = {
  name: m.rules_field_name,
  'name-taken': m.rules_name_taken,
  names: m.rules_field_names,
  labels: m.rules_field_labels,
  keep: m.rules_keep,
  reasons: m.rules_reason_missing,
  schedule: m.schedule_title,
};

/** The two ways to write a rule. What is no rule as YAML stays YAML: the form could not show it. */
function Ways(props: { isYaml: boolean; isHeld: boolean; onChoose: (isYaml: boolean) => void }) {
  return (
    <fieldset aria-label={m.rules_edit_as()} className={`${classes.choices} ${classes.buttons}`}>
      <Button
        size="xs"
        variant="default"
        className={classes.choice ?? ''}
        aria-pressed={!props.isYaml}
        disabled={props.isHeld}
        onClick={() => props.onChoose(false)}
      >
        {m.rules_form()}
      </Button>
      <Button
        size="xs"
        variant="default"
        className={classes.choice ?? ''}
        aria-pressed={props.isYaml}
        onClick={() => props.onChoose(true)}
      >
        YAML
      </Button>
    </fieldset>
  );
}
