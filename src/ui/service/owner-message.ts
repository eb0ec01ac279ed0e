import type { ModelListItem } from '../../../core/contract/model.ts';
import type { ServiceReference } from '../../../core/contract/service.ts';
import { m } from '../../messages/messages.js';
import { formatDate, isTime } from '../text/format.ts';
import { serviceStatusWord } from './service-status.ts';

/**
 * What to write to whoever owns a service that uses versions that are to go: which ones, by which service, since when,
 * and what is asked of them. Plain text of several paragraphs, to be pasted into a mail or a chat.
 *
 * @param link the whole address of the page of the service.
 */
export function ownerMessage(held: {
  service: ServiceReference;
  versions: readonly Pick<ModelListItem, 'model_id' | 'model_name' | 'model_version'>[];
  link: string;
}): string {
  const { service, versions, link } = held;
  const count = versions.length;
  const owner = service.owner_name ?? '';
  return [
    owner === '' ? m.owner_message_greeting_nobody() : m.owner_message_greeting({ owner }),
    [
      m.owner_message_intent({ count, service: service.service_name || service.service_id }),
      ...versions.map(({ model_name: name, model_version: version, model_id: id }) =>
        m.owner_message_version({ name, version, id }),
      ),
    ].join('\n'),
    ...stateOf(service),
    m.owner_message_request({ count }),
    m.owner_message_link({ link }),
  ].join('\n\n');
}

/** One sentence of what is known, if anything is. */
function stateOf({ status, publish_at }: ServiceReference): string[] {
  const date = isTime(publish_at) ? formatDate(publish_at) : '';
  if (status === '') return date === '' ? [] : [m.owner_message_since({ date })];
  const word = serviceStatusWord(status);
  return [
    date === ''
      ? m.owner_message_status({ status: word })
      : m.owner_message_status_since({ status: word, date }),
  ];
}
