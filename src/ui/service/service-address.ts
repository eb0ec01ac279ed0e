import { PLAIN_WORD } from '../../../core/contract/id.ts';
import type { ServiceReference } from '../../../core/contract/service.ts';
import { pathOf } from '../../api/http/path-of.ts';
import { paths } from '../../app/paths.ts';

/** Where a service leads: to another console, or to its page here. */
export type ServiceAddress = { isOutside: boolean; to: string };

/**
 * Where to go on from a service; undefined when nothing is known of it.
 *
 * @param template the address of a service in another console, with `{service_id}` for its id.
 */
export function serviceAddress(
  service: ServiceReference,
  template: string | null,
): ServiceAddress | undefined {
  const { service_id } = service;
  // What is no id could lead anywhere else in that console.
  if (template !== null && PLAIN_WORD.test(service_id)) {
    const id = pathOf(service_id).slice(1);
    return { isOutside: true, to: template.replaceAll('{service_id}', () => id) };
  }
  return service_id === '' ? undefined : { isOutside: false, to: paths.service(service_id) };
}
