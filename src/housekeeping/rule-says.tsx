import type { Rule } from '../../core/housekeeping/rule.ts';
import classes from './housekeeping.module.css';
import { ruleSentences, scheduleSentence } from './rule-words.ts';

/** What a rule says in plain words; when it is asked by itself too, unless that stands beside it. */
export function RuleSays({ rule, hasSchedule = true }: { rule: Rule; hasSchedule?: boolean }) {
  const { schedule } = rule;
  const sentences = [
    ...ruleSentences(rule),
    ...(schedule && hasSchedule ? [scheduleSentence(schedule)] : []),
  ];
  return (
    <p className={classes.says}>
      {sentences.map((sentence) => (
        <span key={sentence}>{sentence} </span>
      ))}
    </p>
  );
}
