import type { WebhookTry } from '../../../core/console-api/activity/webhooks.ts';
import { KIND_LOOKS } from '../../activity/kind-looks.ts';
import { m } from '../../messages/messages.js';
import { formatCount, formatDuration, kept, LOCALE } from '../../ui/text/format.ts';

/** What a message was about: "Created: pose". */
export function eventText({ kind, subject, count }: WebhookTry): string {
  if (kind === null) return m.webhook_event_test();
  const what = subject === '' ? formatCount(count) : subject;
  return m.webhook_event_of({ kind: KIND_LOOKS[kind].word(), what });
}

/** How long a try took: 9 ms, 1.2s. `took` in ms. */
export function tookText(took: number): string {
  return took < 1000 ? msFormat().format(took) : formatDuration(took);
}

const msFormat = kept(
  () => new Intl.NumberFormat(LOCALE, { style: 'unit', unit: 'millisecond', unitDisplay: 'short' }),
);

/** What came of a try. */
export function resultText({ problem, status: code }: WebhookTry): string {
  const status = String(code ?? '');
  switch (problem) {
    case null:
      return m.webhook_delivered({ status });
    case 'inside':
      return m.webhook_problem_inside();
    case 'unresolved':
      return m.webhook_problem_unresolved();
    case 'unreachable':
      return m.webhook_problem_unreachable();
    case 'untrusted':
      return m.webhook_problem_untrusted();
    case 'timeout':
      return m.webhook_problem_timeout();
    case 'redirect':
      return m.webhook_problem_redirect({ status });
    case 'garbage':
      return m.webhook_problem_garbage();
    case 'status':
      return m.webhook_problem_status({ status });
    case 'gone':
      return m.webhook_problem_gone();
    case 'secret-lost':
      return m.webhook_problem_secret_lost();
    default:
      return problem satisfies never;
  }
}
