import * as z from 'zod';
import { ModelName, ModelVersion } from './model.ts';
import { MODEL_TYPES } from './model-choices.ts';

/** Body of `POST /v1/{project_id}/models`; fields it does not name are refused. Source: contract.md, Create. */
export const CreateModelBody = z
  .strictObject({
    model_name: ModelName,
    model_version: ModelVersion,
    model_type: z.enum(MODEL_TYPES),
    source_location: z.string().max(1000).optional(),
    description: z.string().max(100).optional(),
    workspace_id: z.string().max(64).default('0'),
    execution_code: z.string().max(1000).optional(),
    install_type: z
      .array(z.enum(['real-time', 'batch', 'edge']))
      .max(3)
      .optional(),
    initial_config: z.string().max(100_000).optional(),
    model_metrics: z.string().max(100_000).optional(),
    source_copy: z.enum(['true', 'false']).optional(),
    model_algorithm: z.string().max(100).optional(),
    runtime: z.string().max(100).optional(),
    source_job_id: z.string().max(64).optional(),
    source_job_version: z.string().max(64).optional(),
    source_type: z.literal('auto').optional(),
    model_labels: z.array(z.string().max(64)).max(50).optional(),
    dependencies: z.array(z.unknown()).max(50).optional(),
    input_params: z.array(z.unknown()).max(50).optional(),
    output_params: z.array(z.unknown()).max(50).optional(),
    template: z.unknown().optional(),
  })
  .refine((body) => body.model_type === 'Template' || body.source_location !== undefined, {
    path: ['source_location'],
    error: 'is required unless model_type is Template',
  });
export type CreateModelBody = z.infer<typeof CreateModelBody>;
