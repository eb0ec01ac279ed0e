import type { Insertable } from 'kysely';
import * as z from 'zod';
import type { Unreadable } from '../../../../core/console-api/live/sync-status.ts';
import { Id, normalId } from '../../../../core/contract/id.ts';
import type { Database } from '../../../store/schema.ts';
import { type ListedRow, readListedRow } from './listed-row.ts';
import { labelOf, MAX_TEXT_LENGTH, textOf, timeOf } from './storable-text.ts';

/** A service as it is stored. Times in ms since the epoch. */
export type SyncedService = Omit<
  Insertable<Database['services']>,
  'project_id' | 'is_stale' | 'held_versions' | 'held_bytes'
>;

/** A model that a service uses; the weight is a percentage. */
export type Use = { model_id: string; weight: number };

/** What every service has. Source: contract.md, Services. */
const RequiredFields = z.looseObject({
  service_id: Id,
  service_name: z.string().min(1).max(MAX_TEXT_LENGTH),
});

/** Reads a service as a remote registry lists it: what is missing or wrong reads as empty. */
export function readServiceRow(row: unknown): ListedRow<SyncedService> {
  const listed = readListedRow(row, RequiredFields, { id: 'service_id', name: 'service_name' });
  return 'read' in listed
    ? { ...listed, read: toService(listed.read) }
    : { ...listed, unreadable: aboutServices(listed.unreadable) };
}

/** Marks what could not be stored as one of services, so that nobody takes a model for free that may be in use. */
export function aboutServices({ what, why }: Unreadable): Unreadable {
  return { what, why, about: 'services' };
}

function toService({ service_id, service_name, ...row }: z.infer<typeof RequiredFields>): SyncedService {
  return {
    service_id,
    service_name,
    infer_type: labelOf(row['infer_type']),
    status: labelOf(row['status']),
    owner: textOf(row['owner']),
    tenant: textOf(row['tenant']),
    description: textOf(row['description']),
    publish_at: timeOf(row['publish_at']),
    transition_at: timeOf(row['transition_at']),
  };
}

const Config = z.looseObject({ config: z.array(z.unknown()) });
const UseRow = z.looseObject({ model_id: z.string().min(1), weight: z.int().min(0).max(100).catch(0) });

/** The models in a service's detail, each once; undefined when the detail does not tell all of them. */
export function readUses(detail: unknown): Use[] | undefined {
  const { data } = Config.safeParse(detail);
  const uses = data?.config.map((use) => UseRow.safeParse(use).data);
  if (!uses) return undefined;
  const readable = uses.filter((use) => use !== undefined);
  if (readable.length < uses.length) return undefined;
  return [
    ...new Map(readable.map(({ model_id, weight }) => [normalId(model_id), { model_id, weight }])).values(),
  ];
}
