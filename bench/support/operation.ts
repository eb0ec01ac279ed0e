import type { OpenRegistry } from './open-registry.ts';

/** Something that is timed: over HTTP, and as the bare SQL that does the same. */
type Run = { http: () => Promise<unknown>; bare: () => Promise<unknown> };
export type Operation = {
  name: string;
  isCascade?: boolean;
  prepare: (registry: OpenRegistry) => Promise<Run>;
};

/** How many rows a page asks for, and one more, by which it is seen that there are more. */
export const PAGE = 51;

/** Whether a row of `model_groups` is of a name that is protected, or a version of it. */
export const PROTECTED = `exists (
  select from protections
  where protections.project_id = model_groups.project_id and protections.model_name = model_groups.model_name
)`;
