// What a version can be, as the contract lists it. In a file of their own, as the console's first request needs them without
// the schemas.

/** The version's place in its life; what the list can be filtered by. Source: contract.md, List. */
export const MODEL_STATUSES = ['publishing', 'published', 'failed', 'building', 'building_failed'] as const;

/** Those of a version that did not come to be. */
export const FAILED_STATUSES = [
  'failed',
  'building_failed',
] as const satisfies readonly (typeof MODEL_STATUSES)[number][];

/** Model types that the registry accepts, the older ones last. Source: contract.md, List. */
export const MODEL_TYPES = [
  'TensorFlow',
  'PyTorch',
  'MindSpore',
  'Image',
  'Custom',
  'Template',
  'MXNet',
  'Caffe',
  'Spark_MLlib',
  'Scikit_Learn',
  'XGBoost',
] as const;
