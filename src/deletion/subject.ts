import type { ModelId, ModelListItem } from '../../core/contract/model.ts';
import type { DeletionRequest } from '../../core/deletion/plan.ts';

/** What somebody wants to delete, before the registry was asked what that is now. */
export type DeletionSubject =
  /** One version, or by cascade all of its name; without `targetId` the newest version. */
  | { kind: 'name'; name: string; targetId?: ModelId }
  /** Chosen versions of one name or more. */
  | { kind: 'set'; parts: readonly SubjectPart[] };

/** Of one name: just these ids (`some`), or everything but these (`all`). */
export type SubjectPart = { name: string; mode: 'all' | 'some'; ids: ReadonlySet<ModelId> };

/** The names that must be listed to know what the subject is. */
export function namesOf(subject: DeletionSubject): string[] {
  return subject.kind === 'name' ? [subject.name] : subject.parts.map((part) => part.name);
}

/**
 * What the subject means for the versions that there are now; undefined when nothing of it is left.
 *
 * @param versions every version of the subject's names.
 */
export function requestFor(
  subject: DeletionSubject,
  versions: readonly ModelListItem[],
  cascade: boolean,
): DeletionRequest | undefined {
  if (subject.kind === 'set') {
    const chosen = versions.filter((version) => isChosen(subject.parts, version));
    return chosen.length > 0 ? { cascade: false, versions: chosen } : undefined;
  }
  const target = subject.targetId
    ? versions.find((version) => version.model_id === subject.targetId)
    : newest(versions);
  if (!target) return undefined;
  return cascade ? { cascade: true, target, versions } : { cascade: false, versions: [target] };
}

function isChosen(parts: readonly SubjectPart[], version: ModelListItem): boolean {
  const part = parts.find(({ name }) => name === version.model_name);
  return part !== undefined && part.ids.has(version.model_id) === (part.mode === 'some');
}

function newest(versions: readonly ModelListItem[]): ModelListItem | undefined {
  return versions.toSorted((a, b) => (b.create_at ?? 0) - (a.create_at ?? 0))[0];
}
