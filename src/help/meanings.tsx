import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { RUN_PHASES, type RunPhase } from '../../core/console-api/deletions/runs.ts';
import { OUTCOMES, type OutcomeName } from '../../core/deletion/outcome.ts';
import { type AffectedVersion, VERDICTS, type Verdict } from '../../core/deletion/plan.ts';
import { OutcomeMark } from '../deletion/outcome-mark.tsx';
import { KeptPosition, VerdictMark } from '../deletion/verdict-mark.tsx';
import { m } from '../messages/messages.js';
import { ProtectedWord } from '../protection/protected-mark.tsx';
import { phaseWord } from '../runs/phase-word.ts';
import classes from './help.module.css';

/** What the marks before a deletion mean. */
export function MeaningsOfVerdicts() {
  const subscribed = { ...versionWith('blocked'), subscribed: true };
  return (
    <Meanings label={m.help_verdicts()}>
      {VERDICTS.map((verdict) => (
        <Meaning key={verdict} mark={<VerdictMark version={versionWith(verdict)} />}>
          {verdictMeaning(verdict)}
        </Meaning>
      ))}
      <Meaning mark={<VerdictMark version={subscribed} />}>{m.help_verdict_subscribed()}</Meaning>
      <Meaning mark={<ProtectedWord />}>{m.protect_help()}</Meaning>
      <Meaning mark={<KeptPosition />}>{m.help_verdict_kept()}</Meaning>
    </Meanings>
  );
}

/** What the phases of a run mean, in the order in which most go through them. */
export function MeaningsOfPhases() {
  return (
    <Meanings label={m.help_runs()}>
      {RUN_PHASES.map((phase) => (
        <Meaning key={phase} mark={phaseWord(phase)}>
          {phaseMeaning(phase)}
        </Meaning>
      ))}
    </Meanings>
  );
}

/** What the marks on a receipt mean. */
export function MeaningsOfOutcomes() {
  return (
    <Meanings label={m.help_outcomes()}>
      {OUTCOMES.map((outcome) => (
        <Meaning key={outcome} mark={<OutcomeMark outcome={outcome} />}>
          {outcomeMeaning(outcome)}
        </Meaning>
      ))}
      <Meaning mark={<OutcomeMark outcome="unexpected" />}>{m.help_outcome_unexpected()}</Meaning>
    </Meanings>
  );
}

function Meanings({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Table aria-label={label} verticalSpacing={8} className={classes.meanings}>
      <Table.Tbody>{children}</Table.Tbody>
    </Table>
  );
}

function Meaning({ mark, children }: { mark: ReactNode; children: ReactNode }) {
  return (
    <Table.Tr>
      <Table.Th scope="row">{mark}</Table.Th>
      <Table.Td>{children}</Table.Td>
    </Table.Tr>
  );
}

/** A version that nothing but its verdict is known of: the mark is drawn from one. */
function versionWith(verdict: Verdict): AffectedVersion {
  return { model_id: verdict, model_name: '', model_version: '', subscribed: false, services: [], verdict };
}

function verdictMeaning(verdict: Verdict): string {
  switch (verdict) {
    case 'delete':
      return m.help_verdict_delete();
    case 'blocked':
      return m.help_verdict_blocked();
    case 'at-risk':
      return m.help_verdict_at_risk();
    case 'unchecked':
      return m.help_verdict_unchecked();
    case 'beyond-limit':
      return m.help_verdict_beyond_limit();
    default:
      return verdict satisfies never;
  }
}

function phaseMeaning(phase: RunPhase): string {
  switch (phase) {
    case 'held':
      return m.help_phase_held();
    case 'scheduled':
      return m.help_phase_scheduled();
    case 'queued':
      return m.help_phase_queued();
    case 'running':
      return m.help_phase_running();
    case 'asking':
      return m.help_phase_asking();
    case 'signed-out':
      return m.help_phase_signed_out();
    case 'outdated':
      return m.help_phase_outdated();
    case 'over':
      return m.help_phase_over();
    default:
      return phase satisfies never;
  }
}

function outcomeMeaning(outcome: OutcomeName): string {
  switch (outcome) {
    case 'deleted':
      return m.help_outcome_deleted();
    case 'failed':
      return m.help_outcome_failed();
    case 'still-there':
      return m.help_outcome_still_there();
    case 'left':
      return m.help_outcome_left();
    case 'gone':
      return m.help_outcome_gone();
    case 'unknown':
      return m.help_outcome_unknown();
    default:
      return outcome satisfies never;
  }
}
