import { MAX_URL_LENGTH, WebhookUrl } from '../../../core/console-api/activity/webhooks.ts';
import { m } from '../../messages/messages.js';
import { tooLong } from '../../ui/text/too-long.ts';

/** What is wrong with an address, whatever it leads to; undefined when nothing is. */
export function urlTrouble(text: string): string | undefined {
  if (WebhookUrl.safeParse(text).success) return undefined;
  const isTooLong = tooLong(text, MAX_URL_LENGTH);
  if (isTooLong) return isTooLong;
  if (!URL.canParse(text)) return m.webhook_url_no_address();
  const { protocol, username, password } = new URL(text);
  if (protocol !== 'https:' && protocol !== 'http:') return m.webhook_url_not_http();
  return username + password === '' ? m.webhook_url_no_address() : m.webhook_url_credentials();
}

/** Whether what is sent there can be read on its way. */
export function isPlain(text: string): boolean {
  return /^\s*http:\/\//i.test(text);
}
