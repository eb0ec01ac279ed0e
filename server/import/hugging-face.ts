import { z } from 'zod';
import type { MODEL_TYPES } from '../../core/contract/model-choices.ts';
import type { Understood } from './understood.ts';

/** A row of a listing of models by Hugging Face's hub. Source: its API, GET /api/models. */
const HubModel = z.looseObject({
  id: z.string().min(1),
  createdAt: z.iso.datetime().optional(),
  library_name: z.string().optional(),
  pipeline_tag: z.string().optional(),
  tags: z.array(z.string()).optional(),
});

/** Whether a row is of such a listing: it has an id as `owner/name`, and what only the hub tells. */
export function isOfHub(row: Record<string, unknown>): boolean {
  return (
    typeof row['id'] === 'string' &&
    ['modelId', 'tags', 'pipeline_tag', 'downloads'].some((one) => one in row)
  );
}

const READ = new Set(['_id', 'id', 'modelId', 'createdAt', 'library_name', 'pipeline_tag', 'tags']);

/** By which library a model is used, or a tag of the same name. */
const TYPES: Record<string, (typeof MODEL_TYPES)[number]> = {
  pytorch: 'PyTorch',
  transformers: 'PyTorch',
  diffusers: 'PyTorch',
  timm: 'PyTorch',
  tensorflow: 'TensorFlow',
  tf: 'TensorFlow',
  keras: 'TensorFlow',
  mindspore: 'MindSpore',
  sklearn: 'Scikit_Learn',
};

/** The longest label, and the most labels. Source: contract.md, Create. */
const MAX_LABEL = 64;
const MAX_LABELS = 50;

/** The one version that the hub has of a name. What it does not tell is taken for 1.0.0; names take no slash and no dot. */
export function fromHub(value: unknown): Understood {
  const parsed = HubModel.safeParse(value);
  if (!parsed.success) {
    const told = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    return { reason: `is no model as Hugging Face lists them: ${told.join('; ')}` };
  }
  const { id, createdAt, library_name, pipeline_tag, tags = [], ...others } = parsed.data;
  const type = [library_name ?? '', ...tags].map((word) => TYPES[word.toLowerCase()]).find(Boolean);
  const labels = tags.filter((tag) => tag.length <= MAX_LABEL).slice(0, MAX_LABELS);
  const row = {
    model_name: id.replaceAll(/[^A-Za-z0-9_-]/g, '-'),
    model_version: '1.0.0',
    model_type: type ?? 'Custom',
    source_location: id,
    model_labels: labels,
    ...(pipeline_tag && { description: pipeline_tag }),
    ...(createdAt && { create_at: Date.parse(createdAt) }),
  };
  const left = Object.keys(others).filter((field) => !READ.has(field));
  return { row, left: labels.length < tags.length ? [...left, 'tags'] : left };
}
