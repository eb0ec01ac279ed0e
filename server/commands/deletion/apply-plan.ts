import { type Receipt, reportReceipt, summariseResult } from '../../../core/console-api/deletions/receipt.ts';
import { OpenedDeletion } from '../../../core/console-api/deletions/receipts.ts';
import type { RunStart } from '../../../core/console-api/deletions/runs.ts';
import type { Plan } from '../../../core/deletion/plan.ts';
import { countToGo } from '../../../core/deletion/plan-counts.ts';
import type { Candidate } from '../../../core/deletion/plan-deletion.ts';
import { UsageError } from '../../config.ts';
import { Failure } from '../failure.ts';
import { GATEWAY_FLAGS, type GatewaySettings, readGatewaySettings } from '../gateway/gateway-settings.ts';
import { GatewayRefusal, NoAnswer } from '../gateway/gateway-trouble.ts';
import { type GatewayProject, openProject } from '../gateway/open-project.ts';
import { parseArgv } from '../parse-argv.ts';
import { askAtTerminal, columnsOf, isInteractive } from '../terminal/terminal.ts';
import { type BegunRun, isOver } from './begun-run.ts';
import { compareWithRegistry } from './compare-registry.ts';
import { NOT_ALL_DELETED, NOTHING_TO_DO, REGISTRY_CHANGED, WAITS_FOR_SOMEBODY } from './exit-codes.ts';
import { followRun } from './follow-run.ts';
import { type PlanFile, readPlan, STANDARD } from './plan-file.ts';
import { previewText } from './preview.ts';
import { readStart } from './read-start.ts';
import { personTeller, programTeller } from './tell-run.ts';

/** `coppice apply FILE`: has a gateway carry out exactly the plan, or refuses when the registry is not as it was. */
export async function apply(words: string[]): Promise<void> {
  const { values, positionals } = parseArgv({ args: words, options: OPTIONS, allowPositionals: true });
  const [path, ...others] = positionals;
  if (path === undefined || others.length > 0) throw new UsageError('Write: coppice apply FILE [--yes]');
  const start = readStart(values.start, Date.now());
  const settings = readGatewaySettings({ gateway: values.gateway }, process.env);
  if (values.yes !== true && (path === STANDARD || !isInteractive()))
    throw new UsageError('There is nobody here to be asked for consent: write --yes to give it beforehand.');
  const file = await readPlan(path);
  if (file.plan.affected.length === 0)
    return end('The plan deletes nothing: there is nothing to do.', NOTHING_TO_DO);

  const teller = values.json ? programTeller() : personTeller();
  const registry = await openPlanned(settings, file);
  const change = await compareWithRegistry(registry, file.plan);
  if (change) {
    teller.changed(change);
    process.exitCode = REGISTRY_CHANGED;
    return;
  }
  console.error(`${previewText(asPreview(file.plan), columnsOf(process.stderr))}\n`);
  if (values.yes !== true) await requireConsent(file.plan);
  const run = await begin(registry, file.plan, start);
  teller.begun(run);
  if (values.detach) return;
  const receipt = await followRun(run, teller);
  teller[isOver(receipt) ? 'ended' : 'waits'](run, receipt);
  process.exitCode = exitCodeOf(receipt);
}

const { gateway } = GATEWAY_FLAGS;
const OPTIONS = {
  gateway,
  yes: { type: 'boolean' },
  start: { type: 'string' },
  detach: { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

function end(words: string, exitCode: number): void {
  console.error(words);
  process.exitCode = exitCode;
}

/** The project of a plan. What is let in goes to the gateway that the operator names, never to one that only a file names. */
function openPlanned(settings: GatewaySettings, file: PlanFile): Promise<GatewayProject> {
  if (file.gateway !== settings.gateway)
    throw new Failure(
      `The plan was made through ${file.gateway}, and this is ${settings.gateway}. Use that one with --gateway, or make a new plan.`,
    );
  return openProject({ ...settings, project: file.project_id });
}

function asPreview(plan: Plan) {
  const candidates = plan.affected.map((version): Candidate => ({ ...version, isKept: false }));
  const leftAlone = (plan.protected ?? []).map((version): Candidate => {
    return { ...version, subscribed: false, services: [], verdict: 'unchecked', isKept: false };
  });
  return { plan, candidates: [...candidates, ...leftAlone] };
}

/** Typing the number is the consent, as in the console for several names. */
async function requireConsent(plan: Plan): Promise<void> {
  const count = String(countToGo(plan));
  const typed = await askAtTerminal(`Type ${count} to delete ${count === '1' ? 'it' : 'them'}: `);
  if (typed?.trim() !== count) throw new Failure('Nothing was sent: there was no consent.');
}

async function begin(
  { ask, gateway: address }: GatewayProject,
  plan: Plan,
  start: RunStart,
): Promise<BegunRun> {
  try {
    const begun = await ask({ method: 'POST', path: '/api/runs', body: { plan, start } }, OpenedDeletion);
    return { ask, id: begun.deletion_id, address: `${address}/deletions/${begun.deletion_id}` };
  } catch (error) {
    // It changed in the moment between: the gateway has the last look.
    if (error instanceof GatewayRefusal && error.code === 'Coppice.0015')
      throw new Failure(`${error.message} Make a new plan with "coppice plan".`, REGISTRY_CHANGED);
    if (error instanceof NoAnswer)
      throw new Failure(
        `${error.message} Whether the deletion began is not known: look at ${address}/deletions first.`,
      );
    throw error;
  }
}

function exitCodeOf(receipt: Receipt): number {
  if (!isOver(receipt)) return WAITS_FOR_SOMEBODY;
  return summariseResult(reportReceipt(receipt)) === 'all' ? 0 : NOT_ALL_DELETED;
}
