import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { TRY_PROBLEMS, type TryProblem } from '../../core/console-api/activity/webhooks.ts';
import type { Answer } from '../../core/deletion/answer.ts';
import { type FigureGroup, readTogether } from './read-together.ts';
import { RESULTS, resultsOf } from './results-of.ts';

/** A request that is over: its method, its route's pattern, the status of its answer, and how long it took, in s. */
export type WatchedRequest = { method: string; route: string; status: number; seconds: number };

/** What one gateway counts of itself, and knows of its database. No label names an account, a user, a project or a model. */
export type Metrics = {
  noteRequest: (request: WatchedRequest) => void;
  /** Counts a deletion call and what its answer tells of each version, when that is on the receipt. */
  countAnswer: (answer: Answer) => void;
  /** Counts a try to send an event to a webhook. */
  countTry: (result: 'delivered' | TryProblem) => void;
  /** Adds a figure that is read whenever somebody looks. */
  gauge: (name: string, help: string, read: () => number) => void;
  /** Adds figures that are read together whenever somebody looks. */
  readTogether: <Name extends string, Label extends string>(group: FigureGroup<Name, Label>) => void;
  /** Everything, in the text format of Prometheus. */
  write: () => Promise<{ type: string; text: string }>;
};

/** In s: from what an indexed page takes to what somebody gives up on. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Starts to count, with a registry of its own: several gateways in a process do not mix. */
export function openMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const requests = new Histogram({
    name: 'coppice_http_request_duration_seconds',
    help: 'How long requests took, from their headers to the end of the answer.',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS,
    registers,
  });
  const calls = new Counter({
    name: 'coppice_deletion_calls_total',
    help: 'Deletion calls that were let through, by the status of their answer.',
    labelNames: ['status'],
    registers,
  });
  const deletions = new Counter({
    name: 'coppice_deletions_total',
    help: 'What the answers of deletion calls told of each version; one refused by two calls counts twice.',
    labelNames: ['outcome'],
    registers,
  });
  for (const outcome of RESULTS) deletions.inc({ outcome }, 0);
  const tries = new Counter({
    name: 'coppice_webhook_tries_total',
    help: 'Tries to send an event to a webhook, by what came of them.',
    labelNames: ['result'],
    registers,
  });
  for (const result of ['delivered', ...TRY_PROBLEMS]) tries.inc({ result }, 0);

  let isProcessWatched = false;
  return {
    noteRequest: ({ seconds, ...labels }) => requests.observe(labels, seconds),
    countAnswer(answer) {
      calls.inc({ status: String(answer.status) });
      for (const outcome of resultsOf(answer)) deletions.inc({ outcome });
    },
    countTry: (result) => tries.inc({ result }),
    gauge(name, help, read) {
      const collect = () => gauge.set(read());
      const gauge: Gauge = new Gauge({ name, help, registers, collect });
    },
    readTogether: (group) => readTogether(registry, group),
    async write() {
      // The lag of the event loop is measured by a timer: a gateway that nobody watches does without.
      if (!isProcessWatched) collectDefaultMetrics({ register: registry });
      isProcessWatched = true;
      return { type: registry.contentType, text: await registry.metrics() };
    },
  };
}
