import type { ServiceReference } from '../../../core/contract/service.ts';
import { FATES, type Fate, fateOf } from '../../../core/deletion/fates.ts';
import type { AffectedVersion, Plan } from '../../../core/deletion/plan.ts';
import {
  countKept,
  countToGo,
  foreseenToGo,
  isAllRefused,
  namesInPlan,
  sumOf,
} from '../../../core/deletion/plan-counts.ts';
import type { Candidate, PlannedChoice } from '../../../core/deletion/plan-deletion.ts';
import type { Protection } from '../../../core/deletion/protection.ts';
import { countOf } from '../count-of.ts';
import { printable } from '../printable.ts';
import { bytesOf, reasonsByName, sizeText, versionCount, versionsByName } from '../terminal/terminal-text.ts';
import type { FoundVersions } from './find-versions.ts';

/** What is told of a plan before it is carried out. */
export type Preview = PlannedChoice & {
  /** How many versions the names have in all; undefined where that was not asked. */
  outOf?: number;
  found?: Pick<FoundVersions, 'matched' | 'unreadable' | 'short'>;
  /** Why services could not be asked for. */
  trouble?: string | undefined;
};

/** A plan as a terminal shows it: exceptions first, then what goes, what is kept, and the sum. */
export function previewText(preview: Preview, columns: number): string {
  const { plan, candidates } = preview;
  const byFate = Map.groupBy(candidates, fateOf);
  const sections = FATES.flatMap((fate) => {
    const versions = byFate.get(fate) ?? [];
    if (versions.length === 0) return [];
    return [[`${SECTION[fate]} (${versions.length})`, ...sectionLines(fate, versions, columns)].join('\n')];
  });
  const notices = noticesOf(preview);
  return [
    titleOf(preview),
    ...(notices.length > 0 ? [notices.join('\n')] : []),
    ...sections,
    footOf(plan, candidates),
  ].join('\n\n');
}

const SECTION: Record<Fate, string> = {
  blocked: 'Will be refused',
  protected: 'Protected: left alone',
  'at-risk': 'May be refused: its service is at rest',
  unchecked: 'Not checked: may be refused',
  'being-checked': 'Being checked',
  delete: 'Will be deleted',
  kept: 'Kept',
};

function sectionLines(fate: Fate, versions: readonly Candidate[], columns: number): string[] {
  const isPlain = fate === 'delete' || fate === 'kept' || fate === 'unchecked';
  return isPlain
    ? versionsByName(versions, columns)
    : reasonsByName(versions, fate === 'protected' ? protectorOf : reasonOf);
}

/** Who protects a version, until when, and why. */
function protectorOf({ protection }: Pick<Candidate, 'protection'>): string {
  return protection ? protectionText(protection) : '';
}

/** `protected by ana until 2026-12-24T00:00:00.000Z: golden model`, or the same of its name. */
export function protectionText({ model_id, user_name, until, note }: Protection): string {
  const what = model_id === '' ? 'its name is protected' : 'protected';
  const end = until === null ? '' : ` until ${new Date(until).toISOString()}`;
  return `${what} by ${user_name}${end}: ${note}`;
}

/** Why a version may not go: what uses it, or that it is subscribed. */
export function reasonOf({ services, subscribed, verdict }: AffectedVersion): string {
  const reasons = [...(subscribed ? ['subscribed'] : []), ...(services.length > 0 ? [usedBy(services)] : [])];
  if (reasons.length > 0) return reasons.join(' and ');
  return verdict === 'unchecked' ? 'not checked' : 'in use by nothing';
}

function usedBy(services: readonly ServiceReference[]): string {
  const each = services.map(({ service_name, status, owner_name }) => {
    const owner = owner_name ? `, published by ${owner_name}` : '';
    return `${service_name} (${status}${owner})`;
  });
  return `in use by ${each.join(', ')}`;
}

/** What a plan does, in one line. */
export function titleOf({ plan, outOf }: Preview): string {
  if (plan.affected.length === 0) return 'Nothing would be deleted.';
  if (isAllRefused(plan))
    return plan.affected.length === 1
      ? 'This version cannot be deleted now.'
      : `None of these ${plan.affected.length} versions can be deleted now.`;
  const names = namesInPlan(plan);
  const [name = ''] = names;
  const count = countToGo(plan);
  const of = outOf === undefined || outOf === 0 ? versionCount(count) : `${count} of ${versionCount(outOf)}`;
  return `Delete ${of} of ${names.length === 1 ? printable(name) : `${names.length} names`}`;
}

function noticesOf({ found, trouble }: Preview): string[] {
  const matched = found?.matched ?? [];
  const short = found?.short ?? [];
  const rows = found?.unreadable.length ?? 0;
  return [
    ...matched.map(({ selector, names, isWhole }) => {
      const lack = isWhole ? '' : ', and there may be others: the list of models is not whole';
      return `${printable(selector)}: ${countOf(names.length, 'name')}${lack}`;
    }),
    ...(trouble === undefined ? [] : [`Services could not be asked for: ${trouble}`]),
    ...short.map(
      ({ name, came, missing }) =>
        `The list of ${printable(name)} is not whole: ${came} came, ${missing > 0 ? missing : 'nobody knows how many'} more are missing. It goes version by version.`,
    ),
    ...(rows > 0
      ? [`${countOf(rows, 'row')} of the lists could not be read: what they are is not in this plan.`]
      : []),
  ];
}

const TERM: Record<Fate, string> = {
  delete: 'will be deleted',
  'at-risk': 'may be refused',
  unchecked: 'not checked',
  'being-checked': 'being checked',
  blocked: 'will be refused',
  protected: 'protected',
  kept: 'kept',
};

function footOf(plan: Plan, candidates: readonly Candidate[]): string {
  const kept = countKept(candidates);
  if (plan.affected.length === 0) return sumText(plan, kept);
  return `${sumText(plan, kept)}\n${countOf(plan.calls.length, 'call')}. This cannot be undone.`;
}

/** The sum that a plan is: `31 = 28 will be deleted + 3 will be refused · frees 24.0 MB`. */
export function sumText(plan: Plan, kept: number): string {
  const { total, terms } = sumOf(plan, { kept });
  const words = terms.map(({ fate, count }) => `${count} ${TERM[fate]}`);
  const sum = words.length > 1 ? `${total} = ${words.join(' + ')}` : words.join('');
  const bytes = bytesToFree(plan);
  return bytes === undefined ? sum : `${sum} · frees ${sizeText(bytes)}`;
}

/** The bytes of what is foreseen to go; undefined where nothing is, or a size is not known. */
export function bytesToFree(plan: Plan): number | undefined {
  const going = foreseenToGo(plan);
  return going.length === 0 ? undefined : bytesOf(going);
}
