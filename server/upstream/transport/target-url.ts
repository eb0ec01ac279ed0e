import { PLAIN_WORD } from '../../../core/contract/id.ts';
import { ApiError } from '../../errors.ts';

/** What a query may have in it on the wire. */
const QUERY = /^[!-~]*$/;

/**
 * The path below `/v1` and the query of a request, to be asked of the remote registry as they came.
 *
 * @param url as it came, not decoded: what two servers might read differently is not passed on.
 * @throws ApiError 0101 for anything but plain segments: an encoded one is none.
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
