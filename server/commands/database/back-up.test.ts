import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { nth } from '../../../core/testing/must.ts';
import { CHANNEL_FILE, Channel } from '../../backup/backup-channel.ts';
import { readBackup } from '../../backup/read-backup.ts';
import { ownDatabase, runCoppice, sampleDatabase } from '../../testing/clients/run-coppice.ts';
import { sampleClient } from '../../testing/clients/sample-client.ts';

const onPGlite = inject('database') === 'pglite';

describe('coppice backup', { timeout: 60_000 }, () => {
  it('makes a true backup of a gateway that goes on deleting', async () => {
    const env = await sampleDatabase();
    const registry = await sampleClient(await runCoppice([], env).address);
    const ids = await registry.listIds();
    const file = join(newFolder(), 'backup');
    const backingUp = runCoppice(['backup', file], env);
    let isOver = false;
    backingUp.process.on('close', () => {
      isOver = true;
    });
    let tried = 0;
    for (; !isOver && tried < ids.length; tried += 1) await registry.remove(nth(ids, tried));
    expect(await backingUp.ended).toMatchObject({ code: 0, err: '' });
    expect(tried).toBeGreaterThan(1);

    await expectTruth(file, ids);
  });

  it('writes a file for its owner alone, over another one only when told to', async () => {
    const env = await sampleDatabase();
    const folder = newFolder();
    const file = join(folder, 'backup');
    const first = await runCoppice(['backup', file], env).ended;
    expect(first).toEqual({
      code: 0,
      err: '',
      out: expect.stringMatching(/^Backed up \d+ rows into .+ \(\d+ bytes\), and read them back\.\n$/),
    });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const before = readFileSync(file);

    const second = await runCoppice(['backup', file], env).ended;
    expect([second.code, second.err]).toEqual([1, expect.stringContaining('overwrite it with --force')]);
    expect(readFileSync(file)).toEqual(before);
    expect((await runCoppice(['backup', file, '--force'], env).ended).code).toBe(0);
    expect(readFileSync(file)).not.toEqual(before);
    expect(readdirSync(folder)).toEqual(['backup']);
  });

  it.runIf(onPGlite)('leaves nothing behind where there is nothing to back up', async () => {
    const folder = newFolder();
    const words = ['backup', join(folder, 'backup'), '--data', join(folder, 'nowhere')];
    const { code, err } = await runCoppice(words, {}).ended;
    expect([code, err]).toEqual([1, `There is no data of Coppice in ${join(folder, 'nowhere')}.\n`]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it.runIf(onPGlite)('has a channel that only the key in the data directory opens', async () => {
    const env = await ownDatabase();
    const { address, process, ended } = runCoppice([], env);
    await address;
    const path = join(env.COPPICE_DATA, CHANNEL_FILE);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const { port } = Channel.parse(JSON.parse(readFileSync(path, 'utf8')));
    const ask = (headers: Record<string, string>) => fetch(`http://127.0.0.1:${port}/backup`, { headers });
    expect((await ask({})).status).toBe(401);
    expect((await ask({ authorization: `Bearer ${'A'.repeat(43)}` })).status).toBe(401);
    process.kill('SIGTERM');
    await ended;
    expect(readdirSync(env.COPPICE_DATA)).not.toContain(CHANNEL_FILE);
  });
});

const Deleted = z.object({ delete_success_list: z.array(z.string()) });
const Models = z.array(z.object({ model_id: z.string(), model_name: z.string() }));
const Calls = z.array(z.object({ status: z.number().nullable(), body: z.string() }));
const Groups = z.array(z.object({ model_name: z.string(), versions: z.number() }));
const Totals = z.array(z.object({ facet: z.string(), versions: z.number() }));

/**
 * What is not there any more was deleted by a call whose answer says so, but for the last, which may wait for its own;
 * and the sums are those of what is there.
 */
async function expectTruth(file: string, ids: readonly string[]): Promise<void> {
  const rows = await rowsByTable(file);
  const models = Models.parse(rows['models']);
  const there = new Set(models.map((model) => model.model_id));
  const missing = ids.filter((id) => !there.has(id));
  const calls = Calls.parse(rows['deletion_calls']);
  const told = calls.flatMap(({ status, body }) =>
    status === 200 ? Deleted.parse(JSON.parse(body)).delete_success_list : [],
  );
  expect(missing).toEqual(expect.arrayContaining(told));
  const waiting = calls.filter((call) => call.status === null);
  expect(missing.length - told.length).toBeLessThanOrEqual(waiting.length);
  expect(waiting.length).toBeLessThanOrEqual(1);

  const byName = Map.groupBy(models, (model) => model.model_name);
  const counted = [...byName].map(([model_name, versions]) => ({ model_name, versions: versions.length }));
  expect(new Set(Groups.parse(rows['model_groups']))).toEqual(new Set(counted));
  expect(Totals.parse(rows['project_totals'])).toContainEqual({ facet: '', versions: models.length });
}

async function rowsByTable(file: string): Promise<Record<string, unknown[]>> {
  const all: Record<string, unknown[]> = {};
  for await (const { table, rows } of readBackup(file)) {
    all[table] = [...(all[table] ?? []), ...z.array(z.unknown()).parse(JSON.parse(rows))];
  }
  return all;
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'coppice-backup-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
