import { type DryRun, DryRunEvent } from '../../../../core/console-api/deletions/rules.ts';
import type { Rule } from '../../../../core/housekeeping/rule.ts';
import { parseAnswer, RefusedError } from '../../http/client.ts';
import { pathOf } from '../../http/path-of.ts';
import { NoAnswerError } from '../../http/send.ts';
import { BASE } from '../../prefetch/base.ts';

export type DryRunProgress = Extract<DryRunEvent, { event: 'progress' }>;

/** The gateway could not go on with a dry run, or was lost on the way: nothing of it is kept. */
export class DryRunBrokeOff extends Error {
  override name = 'DryRunBrokeOff';
}

/**
 * Has the gateway ask a rule of all versions, and tells how far it is; ended by the signal, it keeps nothing.
 *
 * @param tried a rule by its id, or one that is not kept.
 * @throws RefusedError, NoAnswerError, DryRunBrokeOff; the signal's reason where that ended it.
 */
export async function makeDryRun(
  tried: { ruleId: string } | { rule: Rule },
  onProgress: (progress: DryRunProgress) => void,
  signal: AbortSignal,
): Promise<DryRun> {
  const path = 'ruleId' in tried ? pathOf('api', 'rules', tried.ruleId, 'dry-run') : '/api/rules/dry-run';
  const body = 'ruleId' in tried ? {} : { rule: tried.rule };
  const response = await fetch(BASE + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal,
  }).catch((error: unknown) => {
    signal.throwIfAborted();
    throw new NoAnswerError(false, error);
  });
  if (!response.ok || !response.body) throw await refusalOf(response);
  for await (const line of linesOf(response.body, signal)) {
    const event = parseAnswer(DryRunEvent, JSON.parse(line));
    if (event.event === 'done') return event.dry_run;
    if (event.event === 'failed') break;
    onProgress(event);
  }
  throw new DryRunBrokeOff('The dry run ended before its end');
}

async function refusalOf(response: Response): Promise<RefusedError> {
  const text = await response.text();
  const { status } = response;
  return new RefusedError({ status, text, data: parseJson(text) });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The lines of a body as they come; what comes after the last end of a line is cut off, and so no line. */
async function* linesOf(body: ReadableStream<Uint8Array>, signal: AbortSignal): AsyncGenerator<string, void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      const lines = (rest + decoder.decode(value, { stream: !done })).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
      if (done) return;
    }
  } catch (error) {
    signal.throwIfAborted();
    throw new DryRunBrokeOff('The connection broke off', { cause: error });
  }
}
