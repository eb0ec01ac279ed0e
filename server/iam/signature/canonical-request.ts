/** An HTTP request as its signer and its verifier both see it. */
export type SignedParts = {
  method: string;
  /** Path and query as they go over the wire: `/v1/p/models?limit=10`. */
  target: string;
  /** By lower-case name. */
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** SHA-256 of the body's bytes, hex in lower case; or what X-Sdk-Content-Sha256 says in its place. */
  bodyHash: string;
};

/**
 * How a path's escapes are read. Signers do not agree: most decode the path and escape each segment once (`decoded`);
 * some, the SDK for Node.js among them, escape what is sent, so that its `%2F` becomes `%252F` (`as-sent`).
 */
export const PATH_READINGS = ['decoded', 'as-sent'] as const;
export type PathReading = (typeof PATH_READINGS)[number];

/**
 * The canonical request, which the signature covers: method, path, query, the signed headers, their names, and the body's
 * hash.
 *
 * @param signedHeaders lower-case names; in the order in which the signature lists them.
 * Source: contract.md, AK/SK signature.
 */
export function canonicalRequest(
  parts: SignedParts,
  signedHeaders: readonly string[],
  reading: PathReading,
): string {
  const cut = parts.target.indexOf('?');
  const path = cut < 0 ? parts.target : parts.target.slice(0, cut);
  const query = cut < 0 ? '' : parts.target.slice(cut + 1);
  return [
    parts.method.toUpperCase(),
    canonicalPath(path, reading),
    canonicalQuery(query),
    ...signedHeaders.map((name) => `${name}:${headerText(parts.headers[name])}`),
    '',
    signedHeaders.join(';'),
    parts.bodyHash,
  ].join('\n');
}

function canonicalPath(path: string, reading: PathReading): string {
  const segments = path.split('/').map((segment) => {
    // What is not ASCII is escaped on the way to the wire by everybody, so nobody signs those escapes as they are.
    return escaped(reading === 'decoded' ? unescaped(segment) : unescapeBeyondAscii(segment));
  });
  const canonical = segments.join('/');
  return canonical.endsWith('/') ? canonical : `${canonical}/`;
}

/** Sorted by name, then by value, before escaping; a repeated name stays repeated. A plus on the wire is a space. */
function canonicalQuery(query: string): string {
  return query
    .split('&')
    .filter((piece) => piece !== '')
    .map((piece) => {
      const cut = piece.indexOf('=');
      const name = cut < 0 ? piece : piece.slice(0, cut);
      const value = cut < 0 ? '' : piece.slice(cut + 1);
      return { name: unescaped(name.replaceAll('+', ' ')), value: unescaped(value.replaceAll('+', ' ')) };
    })
    .sort((a, b) => compare(a.name, b.name) || compare(a.value, b.value))
    .map(({ name, value }) => `${escaped(name)}=${escaped(value)}`)
    .join('&');
}

function headerText(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value.join(', ') : (value ?? '')).trim();
}

/** Everything but letters, digits, `-`, `.`, `_` and `~` as UTF-8 bytes, `%XX`. Source: RFC 3986, 2.3. */
function escaped(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Decodes percent-encoding; an invalid escape stays as it is, as in the gateway's own query parser. */
function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function unescapeBeyondAscii(text: string): string {
  return text.replace(/(?:%[89A-Fa-f][0-9A-Fa-f])+/g, unescaped);
}

/** By UTF-16 code units, as JavaScript sorts. */
function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
