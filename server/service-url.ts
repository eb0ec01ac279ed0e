/** What stands for the id of a service in `COPPICE_SERVICE_URL`. */
const PLACE = '{service_id}';

/**
 * Whether a text says where each service is shown: an address of http or https that has the place of an id behind its
 * host, so that no id leads to another one, and no password, as everybody who is signed in reads it.
 */
export function isServiceUrl(text: string): boolean {
  const [one, other] = ['a', 'b'].map((id) => URL.parse(text.replaceAll(PLACE, id)));
  if (!one || !other || !/^https?:$/.test(one.protocol)) return false;
  return one.origin === other.origin && one.href !== other.href && one.username + one.password === '';
}
