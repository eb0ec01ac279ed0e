import { NumberInput } from '@mantine/core';
import { useId } from 'react';
import type { Cleanup, Suggestion } from '../../core/console-api/models/cleanup.ts';
import {
  type CleanupSettings,
  FIGURES,
  LIMITS,
  REASONS,
  type Reason,
} from '../../core/housekeeping/suggest.ts';
import { m } from '../messages/messages.js';
import { formatCount, formatExactSize, formatSize } from '../ui/text/format.ts';
import classes from './cleanup.module.css';
import { FIGURE_LABELS, FIGURE_UNITS, leftOutInWords, REASON_TITLES } from './reason-words.ts';

type Tune = (figure: keyof CleanupSettings, value: number) => void;

/** The reasons, each with what can go for it and the figure that it is tuned by; one is chosen. */
export function ReasonCards(props: {
  suggestions: Cleanup['suggestions'];
  settings: CleanupSettings;
  chosen: Reason;
  onChoose: (reason: Reason) => void;
  onTune: Tune;
}) {
  return (
    <ul className={classes.cards} aria-label={m.cleanup_reasons()}>
      {REASONS.map((reason) => (
        <li key={reason} className={classes.card} data-chosen={reason === props.chosen}>
          <Choice
            reason={reason}
            suggestion={props.suggestions[reason]}
            isChosen={reason === props.chosen}
            onChoose={() => props.onChoose(reason)}
          />
          <Figure reason={reason} settings={props.settings} onTune={props.onTune} />
        </li>
      ))}
    </ul>
  );
}

function Choice(props: { reason: Reason; suggestion: Suggestion; isChosen: boolean; onChoose: () => void }) {
  const { versions, model_size, unsized, left_out } = props.suggestion;
  const note = useId();
  return (
    <>
      <button
        type="button"
        className={classes.choice}
        data-none={versions === 0}
        aria-pressed={props.isChosen}
        aria-describedby={note}
        onClick={props.onChoose}
      >
        <span className={classes.cardTitle}>{REASON_TITLES[props.reason]()}</span>{' '}
        <span className={classes.bytes} title={formatExactSize(model_size)}>
          {formatSize(model_size)}
        </span>{' '}
        <span className={classes.count}>
          {m.count_versions({ count: versions, shown: formatCount(versions) })}
        </span>
      </button>
      <div id={note} className={classes.notes}>
        {unsized > 0 && <p>{m.cleanup_unsized({ count: unsized, shown: formatCount(unsized) })}</p>}
        {left_out > 0 && <p>{leftOutInWords(props.reason, left_out)}</p>}
      </div>
    </>
  );
}

/** The most that the slider goes to; more can be typed. */
const SLIDER_MAX: Record<keyof CleanupSettings, number> = {
  failed_days: 180,
  newest: 50,
  old_months: 48,
  idle_months: 48,
};

function Figure({ reason, settings, onTune }: { reason: Reason; settings: CleanupSettings; onTune: Tune }) {
  const figure = FIGURES[reason];
  if (figure === undefined) return <p className={classes.noFigure}>{m.cleanup_copy_stays()}</p>;
  const { min, max } = LIMITS[figure];
  const value = settings[figure];
  const label = FIGURE_LABELS[figure]();
  const name = m.filter_chosen({ label: REASON_TITLES[reason](), value: label });
  const tune = (next: number) => {
    if (Number.isInteger(next) && next >= min && next <= max && next !== value) onTune(figure, next);
  };
  return (
    <div className={classes.figure}>
      <div className={classes.figureLine}>
        <span aria-hidden>{label}</span>
        <NumberInput
          size="xs"
          className={classes.number ?? ''}
          aria-label={name}
          value={value}
          min={min}
          max={max}
          allowDecimal={false}
          clampBehavior="blur"
          onChange={(next) => tune(typeof next === 'number' ? next : Number.NaN)}
        />
        <span>{FIGURE_UNITS[figure]({ count: value })}</span>
      </div>
      <input
        type="range"
        className={classes.slider}
        aria-label={m.cleanup_slider({ label: name })}
        value={Math.min(value, SLIDER_MAX[figure])}
        min={min}
        max={SLIDER_MAX[figure]}
        onChange={(event) => tune(event.currentTarget.valueAsNumber)}
      />
    </div>
  );
}
