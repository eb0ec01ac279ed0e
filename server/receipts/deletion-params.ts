import * as z from 'zod';

/** The parameters of every address below `/api/deletions/:deletion_id`. */
export const DeletionParams = z.object({ deletion_id: z.string().min(1).max(64) });
