/**
 * What it costs that a cascade of twenty is confirmed by the registry as its answer is written: the same cascade with and
 * without, in turn, on PostgreSQL. Without HTTP, which would hide it.
 */
import { type SqlBool, sql } from 'kysely';
import { embeddedDeletions } from '../server/backends/embedded-deletions.ts';
import { recordCall } from '../server/receipts/calls/record-call.ts';
import { foldReceipt } from '../server/receipts/fold-receipt.ts';
import type { ReceiptUpdate } from '../server/receipts/verification/verification.ts';
import { benchCaller } from './support/bench-caller.ts';
import { type BenchRow, printRows } from './support/bench-row.ts';
import { freeNames } from './support/deletion-operations.ts';
import { openRegistry } from './support/open-registry.ts';
import { percentile } from './support/percentile.ts';

/** Bar of issue 12: what verification adds to the time of a cascade over twenty versions. */
const GOAL = 1.15;

const SIZE = 10_000;
const ROUNDS = 100;
const WARM_UP = 10;

export async function measureVerification(): Promise<BenchRow[]> {
  const registry = await openRegistry('postgres', SIZE);
  try {
    const { store, project_id } = registry;
    const next = await freeNames(registry);
    const verified = embeddedDeletions(store, () => undefined);
    const unverified = {
      ...verified,
      verification: {
        ...verified.verification,
        afterOnlyCall: ({ receipt }: ReceiptUpdate) => ({
          checked: foldReceipt(receipt),
          condition: sql<SqlBool>`true`,
        }),
      },
    };
    const caller = benchCaller(project_id);
    const cascade = async (backend: typeof verified) => {
      const call = { model_id: next().ids[0] ?? '', cascade: true };
      const start = performance.now();
      await recordCall({
        store,
        request: { caller, call },
        act: await backend.prepare(caller, call),
        logFailure: () => undefined,
        context: backend,
      });
      return performance.now() - start;
    };
    const times = { verified: [] as number[], unverified: [] as number[] };
    for (let round = -WARM_UP; round < ROUNDS; round += 1) {
      const [one, other] = [await cascade(verified), await cascade(unverified)];
      if (round < 0) continue;
      times.verified.push(one);
      times.unverified.push(other);
    }
    const ratio = percentile(times.verified, 50) / percentile(times.unverified, 50);
    return [
      {
        what: 'verification · cascade of 20',
        p50: percentile(times.verified, 50),
        p95: percentile(times.verified, 95),
        ratios: { 'without it': ratio },
        goal: { of: 'without it', atMost: GOAL },
      },
    ];
  } finally {
    await registry.close();
  }
}

if (import.meta.main) printRows(await measureVerification());
