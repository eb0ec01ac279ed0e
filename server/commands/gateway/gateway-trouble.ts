import * as z from 'zod';
import { ErrorBody, knownCode } from '../../../core/contract/errors.ts';
import { Failure } from '../failure.ts';
import { printable } from '../printable.ts';
import type { GatewaySettings } from './gateway-settings.ts';

/** A gateway turned a request away: its status, and its code where it has one. */
export class GatewayRefusal extends Failure {
  readonly status: number;
  readonly code: string | undefined;

  constructor(message: string, { status, code }: { status: number; code: string | undefined }) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** A gateway gave no answer, or none that can be read: what was asked may have been done all the same. */
export class NoAnswer extends Failure {}

/** What came, before it is known to be what was asked for. */
export type RawAnswer = { status: number; type: string; location: string | null; text: string };

/** IAM has its own form of error. Source: contract.md, IAM. */
const IamError = z.object({ error: z.looseObject({ message: z.string() }) });

/** Why a request that was sent brought no answer, and what to do. */
export function unreachable({ gateway }: GatewaySettings, error: unknown): NoAnswer {
  const { hostname, host } = new URL(gateway);
  const code = codeOf(error);
  if (error instanceof Error && error.name === 'TimeoutError')
    return new NoAnswer(`The gateway at ${gateway} took too long to answer. Try again, or look in its log.`);
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return new NoAnswer(
      `${hostname} is a name that nobody knows the address of. Check --gateway (COPPICE_GATEWAY).`,
    );
  if (/CERT|SIGNATURE|ALTNAME/.test(code))
    return new NoAnswer(
      `The certificate of ${host} is not trusted (${code}). If it is of an authority of your own, name that one's file in NODE_EXTRA_CA_CERTS.`,
    );
  if (/^ERR_SSL|^EPROTO|^HPE_/.test(code))
    return new NoAnswer(
      `${host} does not speak ${new URL(gateway).protocol.slice(0, -1)} (${code}). Check whether the address begins with http:// or https://.`,
    );
  const why = code === '' ? '' : ` (${code})`;
  return new NoAnswer(
    `The gateway at ${gateway} cannot be reached${why}. Check the address, and that the gateway is running.`,
  );
}

function codeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}

/** What is wrong with an answer that is none of a gateway's; undefined when it may be one. */
export function notOfAGateway({ gateway }: GatewaySettings, answer: RawAnswer): NoAnswer | undefined {
  if (answer.location !== null)
    return new NoAnswer(
      `${gateway} leads on to ${printable(answer.location)}. Give the address of the gateway itself.`,
    );
  if (answer.status === 204 || answer.type.includes('json')) return undefined;
  const what = answer.type.includes('html') ? 'a page' : 'something that is no JSON';
  return new NoAnswer(
    `${gateway} answered with ${what} (status ${answer.status}): it is no gateway of Coppice, or a proxy before it answered. Check --gateway (COPPICE_GATEWAY).`,
  );
}

/** A refusal in one sentence, with what to do. */
export function refusalOf(settings: GatewaySettings, { status, text }: RawAnswer): GatewayRefusal {
  const { code, message } = readError(text);
  const known = code === undefined ? undefined : knownCode(code);
  const words = `${printable(message)}${code === undefined ? '' : ` (${printable(code)})`}`;
  const refusal = (said: string) => new GatewayRefusal(said, { status, code });
  if (known === 'ModelArts.0108')
    return refusal(`You may not do this in the project: ${words} Ask for the role of an operator there.`);
  if (known === 'ModelArts.0210' || known === 'ModelArts.0212')
    return refusal(`${words} Check --project (COPPICE_PROJECT).`);
  // IAM answers without codes: all that it turns away with a 403 is a signature.
  if (status === 401 || known === 'ModelArts.0206' || (status === 403 && code === undefined)) {
    return refusal(
      'token' in settings.credentials
        ? `The gateway does not accept the token: ${words} Get a new one, and set COPPICE_TOKEN.`
        : `The gateway does not accept the access key: ${words} Check COPPICE_ACCESS_KEY, COPPICE_SECRET_KEY and the clock of this machine.`,
    );
  }
  if (status === 421)
    return refusal(
      `The gateway does not answer to ${new URL(settings.gateway).host}: name it in COPPICE_HOSTS of the gateway, or use another of its addresses.`,
    );
  if (status === 429)
    return refusal(`The gateway is asked too often: ${words} Wait a moment, and try again.`);
  return refusal(status >= 500 ? `The gateway failed: ${words}` : words);
}

function readError(text: string): { code: string | undefined; message: string } {
  const body = parseJson(text);
  const ours = ErrorBody.safeParse(body);
  if (ours.success) return { code: ours.data.error_code, message: ours.data.error_msg };
  const iam = IamError.safeParse(body);
  return { code: undefined, message: iam.success ? iam.data.error.message : 'No reason was given.' };
}

/** What a text is as JSON; undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
