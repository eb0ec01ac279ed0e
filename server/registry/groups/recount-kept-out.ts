import type { StoreTransaction } from '../../store/schema.ts';
import { dayChangesOf } from '../free/free-days.ts';
import { freeWith, readStored, toStored } from '../free/free-of-name.ts';
import { addSums, sumOfOne } from '../free/free-sum.ts';
import { type MarkedModel, remarkKeptOut } from '../free/kept-out.ts';
import { isRanked } from '../free/newest.ts';
import { writeGroups } from './change-groups.ts';
import type { GroupSummary } from './group-summary.ts';
import { lockGroups } from './lock-groups.ts';
import { changeTotals } from './project-totals.ts';
import { refreshGroups } from './refresh-groups.ts';

/**
 * Counts anew what is free of a name, now that somebody changed what keeps it, or one of its versions, out of that: at the cost
 * of the version or, of a name (`model_id` is `''`), at that of all its versions.
 */
export async function recountKeptOut(
  trx: StoreTransaction,
  project_id: string,
  { model_name, model_id }: { model_name: string; model_id: string },
): Promise<void> {
  if (model_id === '') return refreshGroups(trx, project_id, [model_name]);
  const [before] = await lockGroups(trx, project_id, [model_name]);
  const marked = await remarkKeptOut(trx, project_id, model_id);
  // It is gone, or goes by another name in a remote registry by now.
  if (!before || marked?.model_name !== model_name) {
    const names = new Set([model_name, marked?.model_name ?? model_name]);
    return refreshGroups(trx, project_id, [...names]);
  }
  const isCounted = marked.is_changed && !before.is_kept_out && !marked.is_used;
  const changed = isCounted && marked.subscription_id === null ? [marked] : [];
  const after = changed.reduce<GroupSummary>(withMarked, before);
  const spans = { weeks: [], days: changed.flatMap((one) => dayChangesOf([asFree(one)], signOf(one))) };
  await writeGroups(trx, project_id, [after], spans);
  await changeTotals(trx, project_id, { before: [before], after: [after], ...spans });
}

/** The summary of a name after a version that nothing else holds was kept out of what is free, or came back to it. Pure. */
function withMarked(summary: GroupSummary, model: MarkedModel): GroupSummary {
  const sign = signOf(model);
  const free = freeWith(summary.free, [asFree(model)], sign);
  const copies = model.is_copy ? addSums(free.copies, sumOfOne(model.model_size, sign)) : free.copies;
  const newest = readStored(summary).map((one) =>
    isRanked(model.model_version) && one.rank === model.version_rank
      ? { ...one, free: model.is_kept_out ? null : model.model_size }
      : one,
  );
  return { ...summary, ...toStored(newest), free: { ...free, copies } };
}

function asFree(model: MarkedModel): MarkedModel {
  return { ...model, is_kept_out: false };
}

function signOf({ is_kept_out }: MarkedModel): 1 | -1 {
  return is_kept_out ? -1 : 1;
}
