import { normalId } from '../contract/id.ts';
import type { ModelId } from '../contract/model.ts';
import { idsToLookFor, type Ledger, record } from './ledger.ts';
import type { Outcome } from './outcome.ts';

/**
 * What a look at the registry says: which ids it has, and of which it says nothing; it lacks all others.
 */
export type Listing = {
  has: ReadonlySet<ModelId>;
  unsure?: ReadonlySet<ModelId>;
  /**
   * Whether it also looked for what was told as gone, and found by id what a list did not have: then what it lacks is gone
   * for good. Without it, it contradicts at most.
   */
  confirms?: boolean;
  /** It was read so long after the last call that a registry which lags shows the truth by then. */
  isLate?: boolean;
  /** When, in ms since the epoch. */
  at?: number;
};

/**
 * Notes what the registry has now, read while no call was under way.
 *
 * @param name when only this name was listed; otherwise the listing speaks of the whole plan.
 */
export function applyListing(ledger: Ledger, listing: Listing, name?: string): void {
  const has = new Set([...listing.has].map(normalId));
  const unsure = new Set([...(listing.unsure ?? [])].map(normalId));
  const ids =
    name === undefined
      ? idsToLookFor(ledger)
      : (ledger.ofName.get(name) ?? []).map((version) => version.model_id);
  for (const id of ids.map(normalId)) {
    if (has.has(id)) noteThere(ledger, id, listing);
    else if (!unsure.has(id)) noteMissing(ledger, id, listing);
  }
}

function noteThere(ledger: Ledger, id: ModelId, { isLate = false }: Listing): void {
  if (ledger.confirmed.has(id)) return;
  const known = ledger.outcomes.get(id);
  const isToldGone = known === undefined ? ledger.reported.has(id) : isGone(known);
  if (isToldGone) ledger.contested.add(id);
  if (known?.outcome === 'unknown' || (isToldGone && isLate && known)) {
    ledger.outcomes.set(id, afterAll(ledger, id, known));
    ledger.contested.delete(id);
  }
}

/** What a version is that the registry has, whatever was said of it. */
function afterAll(ledger: Ledger, id: ModelId, known: Outcome): Outcome {
  if (known.outcome === 'deleted' && known.by === 'answer') return { outcome: 'still-there' };
  return ledger.refusals.get(id) ?? { outcome: 'left', because: 'still-listed' };
}

function noteMissing(ledger: Ledger, id: ModelId, { confirms = false, at = 0 }: Listing): void {
  const known = ledger.outcomes.get(id);
  const wasTold =
    known === undefined ? ledger.reported.has(id) : isGone(known) || known.outcome === 'still-there';
  if (!wasTold) {
    const by = ledger.touched.has(id) ? 'not-known' : 'somebody-else';
    record(ledger, id, { outcome: 'gone', by, confirmed: confirms });
  }
  if (!confirms) return;
  ledger.contested.delete(id);
  ledger.confirmed.set(id, at);
  const reported = ledger.outcomes.get(id);
  if (reported) ledger.outcomes.set(id, asConfirmed(reported));
}

function asConfirmed(known: Outcome): Outcome {
  if (known.outcome === 'still-there') return { outcome: 'deleted', by: 'answer', confirmed: true };
  return isGone(known) ? { ...known, confirmed: true } : known;
}

function isGone(known: Outcome): known is Extract<Outcome, { confirmed: boolean }> {
  return known.outcome === 'deleted' || known.outcome === 'gone';
}
