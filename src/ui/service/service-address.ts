import { PLAIN_WORD } from '../../../core/contract/id.ts';
import type { ServiceReference } from '../../../core/contract/service.ts';
import { pathOf } from '../../api/http/path-of.ts';
import { paths } from '../../app/paths.ts';

/** Where a service leads: to another console, or to the models here that it uses. */
export type ServiceAddress = { isOutside: boolean; to: string };

/** A search is no longer, in characters. */
const MAX_SEARCH = 100;

/**
 * Where to go on from a service; undefined when nothing is known of it.
 *
 * @param template the address of a service in another console, with `{service_id}` for its id.
 */
export function serviceAddress(
  service: ServiceReference,
  template: string | null,
): ServiceAddress | undefined {
  const { service_id, service_name } = service;
  // What is no id could lead anywhere else in that console.
  if (template !== null && PLAIN_WORD.test(service_id)) {
    const id = pathOf(service_id).slice(1);
    return { isOutside: true, to: template.replaceAll('{service_id}', () => id) };
  }
  const search = (service_name || service_id).slice(0, MAX_SEARCH);
  return search === '' ? undefined : { isOutside: false, to: paths.search(search) };
}
