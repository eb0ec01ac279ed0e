import type { Receipt } from '../../core/console/receipt.ts';
import { mayBeThere } from '../../core/deletion/ledger.ts';
import type { AffectedVersion } from '../../core/deletion/plan.ts';
import { readEvidence } from '../../core/deletion/report.ts';
import { listName } from './list-name.ts';
import type { Login } from './login.ts';
import { isThere } from './read-version.ts';
import type { Upstream } from './upstream.ts';
import { UpstreamError } from './upstream-error.ts';
import { UpstreamRefusal } from './upstream-refusal.ts';

/** Which versions the remote registry has, and of which that could not be found out. All others it does not have. */
export type Listed = { present: string[]; unsure: string[] };

/**
 * Looks which of a receipt's versions, if they may be there still, the remote registry has now. What a list that is not
 * whole does not have is asked for by itself.
 *
 * @throws UpstreamError or UpstreamRefusal when no name at all could be listed.
 */
export async function stillListed(upstream: Upstream, login: Login, receipt: Receipt): Promise<Listed> {
  const ledger = readEvidence(receipt.plan, receipt);
  const open = receipt.plan.affected.filter(({ model_id }) => mayBeThere(ledger, model_id));
  const names = Map.groupBy(open, (version) => version.model_name);
  let refusal: unknown;
  let listed = 0;
  const found = await Promise.all(
    [...names].map(async ([name, versions]): Promise<Listed> => {
      try {
        const one = await lookForName(upstream, login, name, versions);
        listed += 1;
        return one;
      } catch (error) {
        if (!(error instanceof UpstreamError || error instanceof UpstreamRefusal)) throw error;
        refusal ??= error;
        return { present: [], unsure: versions.map((version) => version.model_id) };
      }
    }),
  );
  if (listed === 0 && refusal !== undefined) throw refusal;
  return { present: found.flatMap((one) => one.present), unsure: found.flatMap((one) => one.unsure) };
}

async function lookForName(
  upstream: Upstream,
  login: Login,
  name: string,
  versions: readonly AffectedVersion[],
): Promise<Listed> {
  const list = await listName(upstream, login, name);
  const ids = new Set(list.versions.map((version) => version.model_id));
  const missing = versions.map(({ model_id }) => model_id).filter((id) => !ids.has(id));
  const asked = await Promise.all(
    missing.map(async (id) => ({ id, is: list.isWhole ? false : await isThere(upstream, login, id) })),
  );
  const only = (is: boolean | undefined) => asked.filter((one) => one.is === is).map(({ id }) => id);
  const present = versions.map(({ model_id }) => model_id).filter((id) => ids.has(id));
  return { present: [...present, ...only(true)], unsure: only(undefined) };
}
