import { PLAIN_WORD } from '../../../core/contract/id.ts';
import { ApiError } from '../../errors.ts';

/** The characters of a query on the wire. */
const QUERY = /^[!-~]*$/;

/**
 * The target of a request below `/v1`, to be forwarded to the remote registry as it came.
 *
 * @param url as it came, not decoded: what two servers might read differently is not forwarded.
 * @throws ApiError 0101 (bad request) for anything but plain segments: an encoded one is none.
 */
export function targetUrl(url: string): string {
  const [path = '', ...rest] = url.split('?');
  const [root, version, ...segments] = path.split('/');
  const isPlain = root === '' && version === 'v1' && segments.every((segment) => PLAIN_WORD.test(segment));
  if (isPlain && QUERY.test(rest.join('?')) && !url.includes('#')) return url;
  throw new ApiError(
    'ModelArts.0101',
    'The address has other than letters, digits, dots, hyphens and underscores between its slashes, or a bad query.',
  );
}
