import * as z from 'zod';
import { Id } from '../../../../core/contract/id.ts';
import type { NewModel } from '../../../registry/models/insert-models.ts';
import { type ListedRow, readListedRow } from './listed-row.ts';
import { labelOf, MAX_TEXT_LENGTH, sizeOf, textOf, timeOf } from './storable-text.ts';

/** What every version has; the limits are those of routes and indexes. Source: contract.md, ModelListItem. */
const RequiredFields = z.looseObject({
  model_id: Id,
  model_name: z.string().min(1).max(MAX_TEXT_LENGTH),
  model_version: z.string().min(1).max(MAX_TEXT_LENGTH),
});

/** Reads a version as a remote registry lists it: what is missing or wrong reads as empty, what is unknown is kept. */
export function readModelRow(row: unknown): ListedRow<NewModel> {
  const listed = readListedRow(row, RequiredFields, { id: 'model_id', name: 'model_name' });
  return 'read' in listed ? { ...listed, read: toModel(listed.read) } : listed;
}

function toModel(row: z.infer<typeof RequiredFields>): NewModel {
  const { model_id, model_name, model_version, ...others } = row;
  const { model_type, model_status, model_size, description, owner, tenant, create_at, ...more } = others;
  const { subscription_id, market_flag, project: _, ...detail } = more;
  return {
    model_id,
    model_name,
    model_version,
    model_type: labelOf(model_type),
    model_status: labelOf(model_status),
    model_size: sizeOf(model_size),
    description: textOf(description),
    owner: textOf(owner),
    tenant: textOf(tenant),
    create_at: timeOf(create_at),
    subscription_id: subscriptionOf(subscription_id, market_flag),
    // As it will come back, so that it can be compared with what is stored.
    detail: JSON.parse(JSON.stringify(detail)),
  };
}

/** Whether it came from the gallery is told by two fields, of which one may be missing. */
function subscriptionOf(subscription_id: unknown, market_flag: unknown): string | null {
  const id = textOf(subscription_id);
  return id !== '' || market_flag === true ? id : null;
}
