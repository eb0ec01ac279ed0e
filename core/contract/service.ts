import * as z from 'zod';

/** What a version's row says of a service that uses it. */
export const ServiceReference = z.object({
  service_id: z.string(),
  service_name: z.string(),
  status: z.string(),
  infer_type: z.string(),
});
export type ServiceReference = z.infer<typeof ServiceReference>;

/** Whether a service that is at rest still blocks a deletion is not documented. Source: contract.md, Services. */
const AT_REST: ReadonlySet<string> = new Set(['stopped', 'finished', 'failed', 'deleting']);

/** Whether a service may have let go of its models; one in an unknown status has not. */
export function isAtRest(service: ServiceReference): boolean {
  return AT_REST.has(service.status);
}
