import * as z from 'zod';

/** What a button beside a refusal can do: ask for it once more, after a look at what stands in its way, or sign in. */
export type Remedy = 'retry' | 'sign-in';

/**
 * The error catalogue: every code that Coppice knows, with the HTTP status it usually comes with, and what a button
 * can do about it. The words an operator reads (cause and next step) live in the messages, keyed by the same code, so
 * that they can be translated. `Coppice.` codes are the gateway's own. Source: contract.md, Codes worth knowing.
 */
export const ERROR_CATALOGUE = {
  'ModelArts.0010': { status: 500, remedy: 'retry' },
  'ModelArts.0101': { status: 400 },
  'ModelArts.0102': { status: 400 },
  'ModelArts.0104': { status: 400 },
  'ModelArts.0107': { status: 400 },
  'ModelArts.0108': { status: 403, remedy: 'sign-in' },
  'ModelArts.0112': { status: 403 },
  'ModelArts.0201': { status: 401, remedy: 'sign-in' },
  'ModelArts.0202': { status: 401, remedy: 'sign-in' },
  'ModelArts.0203': { status: 401, remedy: 'sign-in' },
  'ModelArts.0204': { status: 401, remedy: 'sign-in' },
  'ModelArts.0206': { status: 403, remedy: 'sign-in' },
  'ModelArts.0210': { status: 403, remedy: 'sign-in' },
  'ModelArts.0212': { status: 401, remedy: 'sign-in' },
  'ModelArts.3001': { status: 404 },
  'ModelArts.3002': { status: 409 },
  'ModelArts.3009': { status: 500, remedy: 'retry' },
  'ModelArts.3074': { status: 400 },
  'ModelArts.3502': { status: 404 },
  'APIG.0308': { status: 429, remedy: 'retry' },
  /** A request that changes something came from another site. */
  'Coppice.0001': { status: 403 },
  /** No session, or an expired one. */
  'Coppice.0002': { status: 401, remedy: 'sign-in' },
  /** Sign-in refused: account, user, password or project is wrong. */
  'Coppice.0003': { status: 401, remedy: 'sign-in' },
  /** Too many tries; wait. */
  'Coppice.0004': { status: 429 },
  /** A request that the gateway cannot read. */
  'Coppice.0005': { status: 400 },
  /** No such page, receipt or route. */
  'Coppice.0006': { status: 404 },
  /** The deletion that the call names does not cover the model. */
  'Coppice.0007': { status: 409 },
  /** The gateway failed. */
  'Coppice.0008': { status: 500, remedy: 'retry' },
  /** The name has not the versions that the condition of a cascade (If-Match) says. */
  'Coppice.0009': { status: 412, remedy: 'retry' },
  /** The remote ModelArts gave no answer, or none that can be used. */
  'Coppice.0010': { status: 502, remedy: 'retry' },
  /** The remote ModelArts took too long. */
  'Coppice.0011': { status: 504, remedy: 'retry' },
  /** The remote ModelArts could not be reached: nothing was sent to it. */
  'Coppice.0012': { status: 503, remedy: 'retry' },
  /** The request names a host that the gateway does not answer to. */
  'Coppice.0013': { status: 421 },
  /** As many streams of changes are open as may be. */
  'Coppice.0014': { status: 429 },
  /** The plan is not of what the registry has. */
  'Coppice.0015': { status: 409, remedy: 'retry' },
  /** Somebody has as many of something going on as one person may. */
  'Coppice.0016': { status: 429, remedy: 'retry' },
  /** What is asked of a run cannot be done where it is. */
  'Coppice.0017': { status: 409, remedy: 'retry' },
  /** It would leave the account without an administrator. */
  'Coppice.0021': { status: 409 },
  /** The old password that a new one is to take the place of is wrong. */
  'Coppice.0022': { status: 403 },
  /** Somebody of the account has the name already. */
  'Coppice.0023': { status: 409 },
  /** The address of a webhook leads into the gateway's own machine or network. */
  'Coppice.0024': { status: 400 },
  /** The host of a webhook's address cannot be found. */
  'Coppice.0025': { status: 400 },
  /** The project has as many webhooks as it may. */
  'Coppice.0026': { status: 409 },
  /** The webhook has no secret to sign with. */
  'Coppice.0027': { status: 409 },
  /** Somebody protects the version, its name, or another version that a cascade would take along. */
  'Coppice.0018': { status: 409, remedy: 'retry' },
} as const satisfies Record<string, { status: number; remedy?: Remedy }>;

/** A code of the catalogue. */
export type ErrorCode = keyof typeof ERROR_CATALOGUE;

/** A service uses the model. */
export const DEPLOYED_AS_SERVICE = 'ModelArts.3009';
/** The model came from the gallery. */
export const SUBSCRIBED = 'ModelArts.3074';
/** There is no model with this id. */
export const NO_SUCH_MODEL = 'ModelArts.3001';
/** There is no service with this id. */
export const NO_SUCH_SERVICE = 'ModelArts.3502';
/** The gateway has seen the call before, or its deletion does not plan it. */
export const NOT_ADMITTED = 'Coppice.0007';
/** The gateway deletes nothing by the call, as what it would take is protected. */
export const PROTECTED = 'Coppice.0018';

/** The remote registry could not be reached, so that nothing was done. */
export const NOT_SENT = 'Coppice.0012';

/** What a button can do about a code; undefined when only a person can do something. */
export function remedyFor(code: string): Remedy | undefined {
  const known = knownCode(code);
  if (known === undefined) return undefined;
  const entry = ERROR_CATALOGUE[known];
  return 'remedy' in entry ? entry.remedy : undefined;
}

const BARE = /^\d{4}$/;

/**
 * What the catalogue has for a code as it came. Some deployments leave the service's name away: four digits are the number
 * of a ModelArts code, as nothing else that speaks here numbers its errors like that. So they have its cause and its
 * remedy; shown is the code as it came. Fewer digits are none: they may be an HTTP status.
 */
export function knownCode(code: string): ErrorCode | undefined {
  const full = BARE.test(code) ? `ModelArts.${code}` : code;
  return isCatalogued(full) ? full : undefined;
}

function isCatalogued(code: string): code is ErrorCode {
  return Object.hasOwn(ERROR_CATALOGUE, code);
}

/** A word that may come as a number; then it is its digits. */
export const Word = z.union([z.string(), z.number().transform(String)]);

/** The body of every error, ours and ModelArts'; an older edition calls the message `error_message`. */
export const ErrorBody = z
  .looseObject({
    error_code: Word.pipe(z.string().min(1)),
    error_msg: Word.optional().catch(undefined),
    error_message: Word.optional().catch(undefined),
  })
  .transform(({ error_code, error_msg, error_message }) => ({
    error_code,
    error_msg: error_msg ?? error_message ?? '',
  }));
export type ErrorBody = z.infer<typeof ErrorBody>;
