import type { ModelId } from '../../../core/contract/model.ts';
import type { Plan } from '../../../core/deletion/plan.ts';
import { m } from '../../messages/messages.js';
import classes from '../deletion.module.css';
import { equationOf, sizeToGo } from '../planning/plan-text.ts';

/** What becomes of how many versions, as the sum that the receipt will show, and what that frees. */
export function PlanEquation(props: { plan: Plan; kept: number; left: ReadonlySet<ModelId> }) {
  const { plan, kept, left } = props;
  const { total, terms } = equationOf(plan, kept, left);
  const size = sizeToGo(plan);
  const sum = terms.length > 1 ? `${total} = ${terms.join(' + ')}` : terms.join('');
  return (
    <p className={classes.summary} aria-live={left.size > 0 ? 'off' : 'polite'}>
      {size === undefined ? sum : `${sum} · ${m.frees({ size })}`}
    </p>
  );
}
