import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { CreateModelBody } from '../../core/contract/create-model.ts';
import { Id } from '../../core/contract/id.ts';
import { MODEL_STATUSES } from '../../core/contract/model-choices.ts';
import type { NewModel } from '../registry/models/insert-models.ts';
import { whyUnstorable } from '../store/unstorable.ts';
import { ANSWERED } from './registry-answer.ts';
import { understandRow } from './understand-row.ts';

/** Older registries took names in any script: what is moved keeps its name, though none would be made of it today. */
const NameOfOld = z.string().regex(/^[\p{L}\p{M}\p{N}_-]{1,64}$/u, {
  error: 'must be 1 to 64 letters, digits, hyphens or underscores',
});

/**
 * A model in an import: what creating one takes, and what a registry that is moved wants to keep. A list does not tell where
 * its models are from, so what has an id already needs no source_location.
 */
const ImportRow = z
  .strictObject({
    ...CreateModelBody.shape,
    ...ANSWERED,
    model_name: NameOfOld,
    model_id: Id.optional(),
    model_status: z.enum(MODEL_STATUSES).default('published'),
    /** In bytes. */
    model_size: z.number().int().min(0).default(0),
    /** In ms since the epoch. */
    create_at: z.number().int().min(0).optional(),
    /** Taken from other registries' exports, and not kept. */
    tags: z.unknown().optional(),
  })
  .refine(
    (row) => row.model_type === 'Template' || row.source_location !== undefined || row.model_id !== undefined,
    {
      path: ['source_location'],
      error: 'is required unless model_type is Template, or the row has a model_id',
    },
  );

/** A model of a row, and the fields of it that are not kept; or the reason why it can be none. */
type ReadModel = { model: NewModel; left: string[] } | { reason: string };

/** Reads the JSON text of a row, which may tell of several versions. `list`: as `splitRows` has it. */
export function readRow(text: string, list: string | undefined, tenant: string): ReadModel[] {
  const value = parseJson(text);
  if (value === undefined) return [{ reason: 'is not valid JSON' }];
  const unstorable = whyUnstorable(value);
  if (unstorable !== undefined) return [{ reason: unstorable }];
  return understandRow(value, list).map((understood) => {
    if ('reason' in understood) return understood;
    const row = ImportRow.safeParse(understood.row);
    if (!row.success) return { reason: listIssues(row.error) };
    return { model: toModel(row.data, tenant), left: understood.left };
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function listIssues(error: z.ZodError): string {
  return error.issues
    .map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`))
    .join('; ');
}

function toModel(row: z.infer<typeof ImportRow>, tenant: string): NewModel {
  const { model_name, model_version, model_type, model_status, model_size, ...others } = row;
  const { model_id = randomUUID(), description = '', create_at = Date.now(), ...rest } = others;
  const { tags: _tags, workspace_id: _workspace, ...detail } = rest;
  return {
    model_id,
    model_name,
    model_version,
    model_type,
    model_status,
    model_size,
    description,
    create_at,
    // Whoever made it there is nobody here.
    owner: '',
    tenant,
    subscription_id: null,
    detail,
  };
}
