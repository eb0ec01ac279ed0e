import type { TimelineVersion } from '../../../core/console-api/models/name-page.ts';
import type { ReceiptSummary } from '../../api/queries/deletions/receipts.ts';
import { paths } from '../../app/paths.ts';
import { m } from '../../messages/messages.js';
import { statusWord } from '../../ui/model-status.tsx';
import { formatCount, formatDate, formatList, formatSize } from '../../ui/text/format.ts';

/** One thing on a timeline: a version that came, or a deletion. `at` in ms since the epoch. */
export type Mark = { key: string; at: number; to: string; words: string } & (
  | { kind: 'version'; version: TimelineVersion }
  | { kind: 'deletion'; receipt: ReceiptSummary }
);

/** What a timeline shows of a name, in the order in which it happened. */
export function marksOf(
  name: string,
  versions: readonly TimelineVersion[],
  receipts: readonly ReceiptSummary[],
): Mark[] {
  const marks: Mark[] = [
    ...versions.map((version): Mark => {
      const to = paths.version(name, version.model_version);
      const words = versionWords(version);
      return { kind: 'version', key: version.model_id, at: version.create_at, to, words, version };
    }),
    ...receipts.map((receipt): Mark => {
      const { deletion_id: id, created_at: at } = receipt;
      return {
        kind: 'deletion',
        key: id,
        at,
        to: paths.deletion(id),
        words: deletionWords(receipt),
        receipt,
      };
    }),
  ];
  return marks.sort((one, other) => one.at - other.at);
}

/** `0.5.4 · published · 1.7 MB · 18 Mar 2021 · used by voice-gateway` */
function versionWords({
  model_version,
  model_status,
  model_size,
  create_at,
  services,
}: TimelineVersion): string {
  const by = formatList(services.map((service) => service.service_name));
  return [
    model_version,
    statusWord(model_status),
    formatSize(model_size),
    formatDate(create_at),
    ...(services.length === 0 ? [] : [m.name_used_by({ services: by })]),
  ].join(' · ');
}

/** `Deletion on 3 May 2026 · 28 of 31 deleted` */
function deletionWords({ created_at, counts, planned, model_names }: ReceiptSummary): string {
  return [
    m.name_deletion_on({ date: formatDate(created_at) }),
    m.headline_deleted({ deleted: formatCount(counts.deleted), planned: formatCount(planned) }),
    ...(model_names.length > 1 ? [m.name_deletion_of_names({ count: formatCount(model_names.length) })] : []),
  ].join(' · ');
}
