import type { Rule } from '../../core/housekeeping/rule.ts';
import classes from './housekeeping.module.css';
import { ruleSentences } from './rule-words.ts';

/** What a rule says in plain words. */
export function RuleSays({ rule }: { rule: Rule }) {
  return (
    <p className={classes.says}>
      {ruleSentences(rule).map((sentence) => (
        <span key={sentence}>{sentence} </span>
      ))}
    </p>
  );
}
