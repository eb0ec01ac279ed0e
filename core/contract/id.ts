/** A UUID, in whatever case. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The form in which ids are compared: a registry may answer a UUID in another case than it was sent. Shown is what came.
 * Source: RFC 9562, 4: letters of a UUID are in lower case, and read in either.
 */
export function normalId(id: string): string {
  return UUID.test(id) ? id.toLowerCase() : id;
}
