import { randomUUID } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import * as z from 'zod';
import { PostedPlan } from '../../../core/console-api/deletions/receipts.ts';
import { Id } from '../../../core/contract/id.ts';
import { requireFile, requirePlaceFor } from '../database/require-file.ts';
import { Failure } from '../failure.ts';
import { parseJson } from '../gateway/gateway-trouble.ts';

/** The edition of the file that this Coppice writes, and reads. */
const EDITION = 1;

/** A plan as it is kept between being made and being carried out. `made_at` is ISO 8601. */
export const PlanFile = z.strictObject({
  coppice_plan: z.literal(EDITION),
  gateway: z.string().max(2000),
  project_id: Id,
  made_at: z.iso.datetime(),
  plan: PostedPlan.strict(),
});
export type PlanFile = z.infer<typeof PlanFile>;

/** What any edition of the file begins with. */
const AnyEdition = z.looseObject({ coppice_plan: z.int().min(0) });

/** The file that stands for standard input and output. */
export const STANDARD = '-';

/** @throws Failure when a plan cannot be written there. */
export async function requirePlanPlace(path: string, isForced: boolean): Promise<void> {
  if (path === STANDARD) return;
  if (!isForced && existsSync(path) && !statSync(path).isDirectory())
    throw new Failure(`${path} is there already. Choose another name, or overwrite it with --force.`);
  await requirePlaceFor(path);
}

/** Writes a plan, whole or not at all, for its owner alone: it names what is in a project. */
export async function writePlan(path: string, file: PlanFile): Promise<void> {
  const json = JSON.stringify(file, null, 2);
  return path === STANDARD ? console.log(json) : writePrivately(path, `${json}\n`);
}

/** Writes a file, whole or not at all, for its owner alone. */
export async function writePrivately(path: string, content: string): Promise<void> {
  const part = `${path}.${randomUUID()}.part`;
  try {
    await writeFile(part, content, { flag: 'wx', mode: 0o600, flush: true });
    await rename(part, path);
  } finally {
    await rm(part, { force: true });
  }
}

/** @throws Failure when there is no plan of this edition in it. */
export async function readPlan(path: string): Promise<PlanFile> {
  if (path !== STANDARD) await requireFile(path);
  const name = path === STANDARD ? 'Standard input' : path;
  const json = path === STANDARD ? await text(process.stdin) : await readFile(path, 'utf8');
  const found = parseJson(json);
  const any = AnyEdition.safeParse(found);
  if (!any.success)
    throw new Failure(`${name} is no plan of Coppice. "coppice plan … --out FILE" makes one.`);
  const edition = any.data.coppice_plan;
  if (edition !== EDITION) {
    const what = edition > EDITION ? 'a newer Coppice: take that one' : 'an older Coppice: make a new plan';
    throw new Failure(`${name} is a plan of ${what} (its format is ${edition}, this one reads ${EDITION}).`);
  }
  const parsed = PlanFile.safeParse(found);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue ? `${issue.path.join('.') || 'the whole'}: ${issue.message}` : '';
  throw new Failure(`${name} is not as a plan is written (${where}). Make a new one with "coppice plan".`);
}
