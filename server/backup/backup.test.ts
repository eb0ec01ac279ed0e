import { createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { noteActivities } from '../activity/note-activity.ts';
import { addAccessKey } from '../iam/signature/access-keys.ts';
import { loadSample } from '../sample/load-sample.ts';
import { NewerMigrations } from '../store/migrate.ts';
import { type OpenStore, openAsItIs, openStore } from '../store/open-store.ts';
import type { Store } from '../store/schema.ts';
import { allRows } from '../testing/fixtures/all-rows.ts';
import { unpackFirstEdition } from '../testing/fixtures/first-edition.ts';
import { newPostgresDatabase, openTestStore } from '../testing/setup/open-test-store.ts';
import { MAX_LINE_LENGTH } from './backup-format.ts';
import { checkBackup, NotABackup } from './read-backup.ts';
import { RestoreRefused, restoreBackup } from './restore-backup.ts';
import { writeBackup } from './write-backup.ts';

const folder = mkdtempSync(join(tmpdir(), 'coppice-backup-'));
const good = join(folder, 'good');
let source: Record<string, string[]>;
let target: OpenStore;

beforeAll(async () => {
  const { store, close } = await openTestStore('fresh');
  await fill(store);
  await writeBackup(store, createWriteStream(good));
  source = await allRows(store);
  await close();
  target = await openTestStore('fresh');
});
afterAll(async () => {
  await target.close();
  rmSync(folder, { recursive: true });
});

it('brings back every row of every table as it was', async () => {
  const { rows } = await restoreBackup(target.store, good, 'anything');
  const restored = await allRows(target.store);
  expect(restored).toEqual(source);
  expect(rows).toBe(Object.values(source).flat().length);
  expect(restored['models']?.join()).toContain('0.12345678901234567890123');
});

it('numbers what comes after a restore after what was restored', async () => {
  await restoreBackup(target.store, good, 'anything');
  await fillActivity(target.store, 'later');
  const { rows } = await sql<{
    subject: string;
  }>`select subject from activities order by activity_id`.execute(target.store);
  // The first is the import of the sample.
  expect(rows.map((row) => row.subject)).toEqual(['', 'posenet', 'later']);
});

it('writes no line that it would not read, however large the rows are', async () => {
  const { store, close } = await openTestStore('fresh');
  await fill(store);
  const detail = JSON.stringify({ description: 'x'.repeat(300_000) });
  await store
    .updateTable('models')
    .set({ detail })
    .where('model_id', 'in', store.selectFrom('models').select('model_id').limit(40))
    .execute();
  const path = join(folder, 'large');
  await writeBackup(store, createWriteStream(path));
  const before = await allRows(store).finally(close);
  const lengths = gunzipSync(readFileSync(path))
    .toString()
    .split('\n')
    .map((line) => line.length);
  expect(Math.max(...lengths)).toBeLessThan(6_000_000);
  await restoreBackup(target.store, path, 'anything');
  expect(await allRows(target.store)).toEqual(before);
});

it('brings a database of the first edition up to date, as opening it does', async () => {
  const directory = await unpackFirstEdition();
  const file = join(folder, 'first-edition');
  const old = await openAsItIs({ kind: 'directory', directory });
  await writeBackup(old.store, createWriteStream(file)).finally(old.close);
  expect((await checkBackup(file)).header.migrations).toEqual(['0001-registry-and-receipts']);

  await restoreBackup(target.store, file, 'anything');
  const upgraded = await openStore({ kind: 'directory', directory });
  expect(await allRows(target.store)).toEqual(await allRows(upgraded.store).finally(upgraded.close));
});

describe('changes nothing', () => {
  let before: Record<string, string[]>;
  beforeAll(async () => {
    await restoreBackup(target.store, good, 'anything');
    before = await allRows(target.store);
  });
  afterEach(async () => expect(await allRows(target.store)).toEqual(before));

  const restoring = (contents: Uint8Array | string) => {
    const path = join(folder, 'bad');
    writeFileSync(path, contents);
    return expect(restoreBackup(target.store, path, 'anything')).rejects;
  };
  const lines = () => gunzipSync(readFileSync(good)).toString().split('\n');

  it.each([0, 10, 0.3, 0.9, -1])('when the file is cut off (at %d)', async (at) => {
    const whole = readFileSync(good);
    const end = Number.isInteger(at) ? at : Math.floor(whole.length * at);
    await restoring(whole.subarray(0, end)).toThrow(NotABackup);
  });

  it('when the file was cut off and packed again', async () => {
    await restoring(gzipSync(lines().slice(0, -2).join('\n'))).toThrow('cut off');
    await restoring(gzipSync(`${lines().slice(0, -2).join('\n')}\n`)).toThrow('cut off');
  });

  it.each(['', 'create table models ();', '{"format":"coppice-backup"}', '[1, 2, 3]'])(
    'when the file is something else: %j',
    async (text) => {
      await restoring(text).toThrow(NotABackup);
      await restoring(gzipSync(text)).toThrow(NotABackup);
      await restoring(gzipSync(`${text}\n`)).toThrow(NotABackup);
    },
  );

  it('when its first line has no end', async () => {
    await restoring(gzipSync('x'.repeat(10_000_000))).toThrow('a line without end');
  });

  // Once is enough for so much.
  it.runIf(inject('database') === 'postgres')('when a later line has no end', async () => {
    await restoring(gzipSync(`${lines()[0]}\nmodels ${'x'.repeat(MAX_LINE_LENGTH)}`)).toThrow(
      'a line without end',
    );
  });

  it('when a row in it was changed', async () => {
    const changed = lines().join('\n').replace('"role":"viewer"', '"role":"operator"');
    await restoring(gzipSync(changed)).toThrow('its checksum is not that of its contents');
  });

  it('when there is more behind its end', async () => {
    await restoring(gzipSync(`${lines().join('\n')}accounts []\n`)).toThrow('more after its end');
  });

  it('when it is of a newer Coppice', async () => {
    const { store, close } = await openTestStore('fresh');
    await restoreBackup(store, good, 'anything');
    const newer = { name: '9999-from-the-future', timestamp: '' };
    await store
      .withTables<{ kysely_migration: typeof newer }>()
      .insertInto('kysely_migration')
      .values(newer)
      .execute();
    const path = join(folder, 'newer');
    await writeBackup(store, createWriteStream(path)).finally(close);
    await expect(restoreBackup(target.store, path, 'anything')).rejects.toThrow(NewerMigrations);
  });

  it('when there is something already, unless it may be lost', async () => {
    await expect(restoreBackup(target.store, good, 'empty')).rejects.toThrow(RestoreRefused);
  });
});

it.runIf(inject('database') === 'postgres')('is refused while a gateway is connected', async () => {
  const config = { kind: 'postgres', url: await newPostgresDatabase() } as const;
  const [gateway, own] = await Promise.all([openStore(config), openAsItIs(config)]);
  const refused = expect(restoreBackup(own.store, good, 'empty')).rejects.toThrow('Stop every gateway');
  await refused.finally(() => Promise.all([gateway.close(), own.close()]));
});

/** The sample, and whatever it leaves empty. */
async function fill(store: Store): Promise<void> {
  await loadSample(store);
  const user = await store.selectFrom('users').selectAll().executeTakeFirstOrThrow();
  const { project_id } = await store.selectFrom('projects').selectAll().executeTakeFirstOrThrow();
  await addAccessKey(store, Buffer.alloc(32), user.user_id);
  const [created_at, expires_at] = [1, Number.MAX_SAFE_INTEGER];
  await store
    .insertInto('tokens')
    .values({ token_hash: 'hash', user_id: user.user_id, project_id: null, issued_at: 1, expires_at })
    .execute();
  await store
    .insertInto('sessions')
    .values({ session_hash: 'hash', sealed_token: 'sealed', created_at, expires_at })
    .execute();
  await store.insertInto('sign_in_tries').values({ try_hash: 'hash', count: 3, expires_at }).execute();
  await store.insertInto('sealing_secret').values({ fingerprint: 'print' }).execute();
  await store.insertInto('registry_kind').values({ upstream: '' }).execute();
  const unreadable = JSON.stringify([{ what: '{}', why: 'model_id: "模型"' }]);
  await store
    .insertInto('mirrors')
    .values({ project_id, read_at: 1, begun_at: 2, reader: null, seen_at: null, unreadable })
    .execute();
  const odd = '{"text": "line\\nquote\\" 模型 \\u2028", "number": 0.12345678901234567890123}';
  const first = store.selectFrom('models').select('model_id').limit(1);
  await store.updateTable('models').set({ detail: odd }).where('model_id', '=', first).execute();
  const of = { project_id, deletion_id: 'd-1' };
  await store
    .insertInto('deletions')
    .values({
      ...of,
      source: 'api',
      user_id: user.user_id,
      user_name: user.name,
      created_at,
      seen_at: 3,
      ended_at: null,
      ending: null,
      reason: null,
      plan: '{}',
      checks: '[]',
      model_names: '["a"]',
      search_text: 'a',
      planned: 0,
      counts: '{}',
      unexpected: 0,
      result: 'open',
    })
    .execute();
  await store
    .insertInto('deletion_calls')
    .values({
      ...of,
      call_number: 1,
      call: '{}',
      sent_at: 1,
      answered_at: null,
      status: null,
      body: '"\r\n\t{',
      problem: null,
      request_id: null,
    })
    .execute();
  const runner = { user_id: 'u', user_name: 'u', token_hash: null, sealed_login: 'sealed', runner: null };
  await store
    .insertInto('runs')
    .values({ ...of, ...runner, phase: 'scheduled', starts_at: 9, question: '{"name":"a","added":[]}' })
    .execute();
  await store
    .insertInto('project_settings')
    .values({ project_id, grace_periods: '{"one_version":1,"more_versions":2}' })
    .execute();
  const feed = { feed_hash: 'f', project_id, user_id: user.user_id, created_at: 1 };
  await store.insertInto('activity_feeds').values(feed).execute();
  await store
    .insertInto('protections')
    .values({
      ...{
        project_id,
        model_name: 'a',
        model_id: '',
        model_version: '',
        note: 'why',
        created_at,
        until: null,
      },
      ...{ user_id: user.user_id, user_name: user.name },
    })
    .execute();
  await fillExclusions(store, project_id);
  await fillActivity(store, 'posenet');
  await fillWebhooks(store, project_id);
  await fillRules(store, project_id);
  for (const [table, rows] of Object.entries(await allRows(store))) expect(rows, table).not.toHaveLength(0);
}

async function fillExclusions(store: Store, project_id: string): Promise<void> {
  const of = { project_id, model_name: 'a', model_id: '', model_version: '' };
  await store
    .insertInto('exclusions')
    .values({ ...of, note: 'why', user_id: 'u', user_name: 'u', created_at: 1 })
    .execute();
}

async function fillWebhooks(store: Store, project_id: string): Promise<void> {
  const key = { project_id, webhook_id: 'w-1' };
  const made = { name: 'bot', url: 'https://example.com/?a="1"', created_by: 'u', created_at: 1, mark: 1 };
  await store
    .insertInto('webhooks')
    .values({ ...key, ...made, kinds: null, sealed_secret: 'sealed', state: 'on' })
    .execute();
  const message = { ...key, message_id: 'msg_1', activity_id: 1, made_at: 1 };
  await store
    .insertInto('webhook_messages')
    .values({ ...message, attempts: 1, next_at: 9, is_asked: false })
    .execute();
  const went = { attempt: 1, at: 1, took: 2, status: null, problem: 'timeout', response: '' } as const;
  await store
    .insertInto('webhook_tries')
    .values({ ...message, ...went })
    .execute();
}

function fillActivity(store: Store, name: string): Promise<void> {
  const actor = { user_id: 'u', user_name: 'u' };
  const subject = { id: 'm', name };
  return noteActivities(store, [{ account_id: 'a', project_id: 'p', kind: 'created', actor, subject }]);
}

async function fillRules(store: Store, project_id: string): Promise<void> {
  const rule = JSON.stringify({ name: '旧', scope: { names: ['*'] }, keep: {}, delete: { failed: true } });
  const by = { created_at: 1, created_by: 'u', changed_at: 2, changed_by: 'u' };
  await store
    .insertInto('rules')
    .values({ project_id, rule_id: 'r', name: '旧', rule, ...by })
    .execute();
  const of = { project_id, dry_run_id: 'd' };
  await store
    .insertInto('dry_runs')
    .values({ ...of, rule_id: 'r', rule, made_at: 3, made_by: 'u', copy: null })
    .execute();
  await store
    .insertInto('dry_run_names')
    .values({ ...of, model_name: 'a', keeps: 1, deletes: 0, added: 0, bytes: 0, versions: '[]' })
    .execute();
  const key = { project_id, rule_id: 'r' };
  await store
    .insertInto('rule_schedules')
    .values({ ...key, next_at: 5, user_id: 'u', user_name: 'u' })
    .execute();
  const run = { ...key, scheduled_run_id: 's', due_at: 3, began_at: 4, seen_at: 4, runner: null, why: null };
  await store
    .insertInto('scheduled_runs')
    .values({ ...run, state: 'declined', dry_run_id: 'd', decided: '{"note":"不"}', deletion_id: null })
    .execute();
}
