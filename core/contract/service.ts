import * as z from 'zod';

/** What a version's row says of a service that uses it. */
export const ServiceReference = z.object({
  service_id: z.string(),
  service_name: z.string(),
  status: z.string(),
  infer_type: z.string(),
  /**
   * Who published it, and when in ms since the epoch; empty and 0 where that was not told. The name is of whom the gateway
   * knows, empty otherwise. Receipts of older gateways have none of these.
   */
  owner: z.string().optional(),
  owner_name: z.string().optional(),
  publish_at: z.number().optional(),
});
export type ServiceReference = z.infer<typeof ServiceReference>;

/**
 * The statuses of services that are at rest. Whether such a service still blocks a deletion is not documented. Source:
 * contract.md, Services.
 */
export const AT_REST: readonly string[] = ['stopped', 'finished', 'failed', 'deleting'];

/** Whether a service may have let go of its models; one in an unknown status has not. */
export function isAtRest(service: ServiceReference): boolean {
  return AT_REST.includes(service.status);
}
