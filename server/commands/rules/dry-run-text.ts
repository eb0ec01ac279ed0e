import type { DecidedName, DryRun } from '../../../core/console-api/deletions/rules.ts';
import { type Clause, KEEP_CLAUSES } from '../../../core/housekeeping/decide-rule.ts';
import type { Rule } from '../../../core/housekeeping/rule.ts';
import { countOf } from '../count-of.ts';
import { printable } from '../printable.ts';
import { inColumns, reasonsByName, sizeText, versionCount } from '../terminal/terminal-text.ts';

/** A dry run as a terminal shows it: what would go, each version with its reason, then what stays, summed up. */
export function dryRunText(dryRun: DryRun, going: readonly DecidedName[], address: string): string {
  const { rule, sums, copy } = dryRun;
  const rows = going.flatMap(({ model_name, versions }) =>
    versions.map(({ model_size, ...version }) => ({
      ...version,
      model_name,
      model_size: model_size === 0 ? undefined : model_size,
    })),
  );
  const reason = ({ clause, was }: (typeof rows)[number]) =>
    `${CLAUSES[clause](rule)}${dryRun.before && was !== 'DELETE' ? ' · new' : ''}`;
  const kept = KEEP_CLAUSES.flatMap((clause) => {
    const count = sums.clauses[clause] ?? 0;
    return count === 0 ? [] : [[`  ${count}`, CLAUSES[clause](rule)]];
  });
  return [
    `${printable(rule.name)} would delete ${sums.delete} of ${versionCount(sums.scope)}.`,
    ...noticesOf(copy),
    ...(rows.length > 0 ? [section(`Would be deleted (${rows.length})`, reasonsByName(rows, reason))] : []),
    ...(kept.length > 0 ? [section(`Kept (${sums.keep})`, inColumns(kept))] : []),
    [...footOf(dryRun), `To see it, to share it and to delete these: ${address}`].join('\n'),
  ].join('\n\n');
}

function section(title: string, lines: readonly string[]): string {
  return [title, ...lines].join('\n');
}

function noticesOf(copy: DryRun['copy']): string[] {
  if (!copy) return [];
  const when = copy.read_at === null ? 'that is not whole yet' : `of ${new Date(copy.read_at).toISOString()}`;
  const services = copy.are_services_known
    ? ''
    : ' The services are not all known: what no service is known to use is kept.';
  return [`This is of the copy of the registry ${when}.${services}`];
}

function footOf({ sums, before }: DryRun): string[] {
  const unsized = sums.unsized === 0 ? '' : `, and ${sums.unsized} whose size is not known`;
  const frees =
    sums.delete === 0 ? [] : [`It would free ${sizeText(sums.bytes)}${unsized}. Nothing was deleted.`];
  if (!before) return frees;
  const since = `Since the last dry run (${new Date(before.made_at).toISOString()})`;
  return [
    ...frees,
    `${since}: ${countOf(before.added, 'version')} more to be deleted, ${before.gone} no longer.`,
  ];
}

const BY = { version: 'by version', created: 'by date' } as const;

/** Why a version goes or stays, in words. */
const CLAUSES: Record<Clause, (rule: Rule) => string> = {
  protected: () => 'protected',
  'in-use': () => 'in use by a service',
  'not-checked': () => 'services not checked',
  subscribed: () => 'subscribed',
  newest: ({ keep: { newest } }) =>
    newest ? `among the newest ${newest.count} of its name, ${BY[newest.by]}` : 'newest',
  younger: ({ keep }) => `younger than ${keep.younger_than_days} days`,
  'date-unknown': () => 'left out: a date is not known',
  'source-unknown': () => 'left out: its size or source is not known',
  'no-reason': () => 'no reason to delete it',
  failed: () => 'failed build',
  'not-in-newest': ({ delete: { not_in_newest: newest } }) =>
    newest ? `not in the newest ${newest.count} of its name, ${BY[newest.by]}` : 'not in the newest',
  older: (rule) => `older than ${rule.delete.older_than_days} days`,
  duplicate: () => 'same size and source as a newer version',
  idle: (rule) => `no version of its name in use, and nothing new for ${rule.delete.idle_for_days} days`,
};
