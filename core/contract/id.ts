import * as z from 'zod';

/**
 * What ids and the words between them in an address are made of: neither `.` nor `..`, nothing empty, nothing that an
 * address, a header, a file name or a line of a log could take for more than a word.
 */
export const PLAIN_WORD = /^[\w-][\w.-]*$/;

/** The id of a model, a service or a project, where it is taken from outside: 1–64 characters of a plain word. */
export const Id = z.string().max(64).regex(PLAIN_WORD, {
  error: 'must be 1 to 64 letters, digits, hyphens, underscores or dots, and not begin with a dot',
});

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The form in which ids are compared: a UUID in lower case (RFC 9562, 4: case does not matter in one), anything else as
 * it is. Ids are sent and shown as they came.
 */
export function normalId(id: string): string {
  return UUID.test(id) ? id.toLowerCase() : id;
}

/** Whether two ids are of the same thing. */
export function isSameId(one: string, other: string): boolean {
  return normalId(one) === normalId(other);
}
