import { type RunAct, useRunAct } from '../../api/queries/deletions/runs.ts';
import { useMayDelete } from '../../session/session-hooks.ts';

/** What somebody who may can do to a run. */
export type RunActs = {
  act: (act: RunAct) => void;
  isActing: boolean;
  /** Why the last of it failed. */
  error: Error | null;
};

/** Undefined for somebody who only looks. */
export function useRunActs(deletionId: string): RunActs | undefined {
  const { mutate, isPending, error } = useRunAct(deletionId);
  const mayDelete = useMayDelete();
  return mayDelete ? { act: mutate, isActing: isPending, error } : undefined;
}
