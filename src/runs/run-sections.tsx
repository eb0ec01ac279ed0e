import { useId } from 'react';
import { m } from '../messages/messages.js';
import { useMayDelete } from '../session/session-hooks.ts';
import { formatCount } from '../ui/text/format.ts';
import { type CurrentRun, RUN_SECTIONS, type RunSection, sectionOf } from './current-runs.ts';
import { RunItem } from './run-item.tsx';
import classes from './runs.module.css';

/** Runs, by what is to be done about them: those that wait for somebody first. */
export function RunSections(props: { runs: readonly CurrentRun[]; onLeave?: () => void }) {
  const mayDelete = useMayDelete();
  const sections = Map.groupBy(props.runs, ({ run }) => sectionOf(run.phase));
  return (
    <div className={classes.sections}>
      {RUN_SECTIONS.map((section) => {
        const runs = sections.get(section);
        return (
          runs && (
            <Section key={section} title={sectionWord(section, mayDelete)} count={runs.length}>
              {runs.map((run) => (
                <RunItem
                  key={run.deletion_id}
                  run={run}
                  mayDelete={mayDelete}
                  {...(props.onLeave && { onLeave: props.onLeave })}
                />
              ))}
            </Section>
          )
        );
      })}
    </div>
  );
}

function Section(props: { title: string; count: number; children: React.ReactNode }) {
  const id = useId();
  return (
    <div>
      <h2 className={classes.title}>
        <span id={id}>{props.title}</span>
        <span className={classes.count}>{formatCount(props.count)}</span>
      </h2>
      <ul className={classes.items} aria-labelledby={id}>
        {props.children}
      </ul>
    </div>
  );
}

function sectionWord(section: RunSection, mayDelete: boolean): string {
  switch (section) {
    case 'needing':
      return mayDelete ? m.runs_needing() : m.runs_needing_somebody();
    case 'running':
      return m.runs_running();
    case 'waiting':
      return m.runs_waiting();
    case 'done':
      return m.runs_done();
    default:
      return section satisfies never;
  }
}
