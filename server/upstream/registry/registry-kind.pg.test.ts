import { expect, it } from 'vitest';
import { openStore } from '../../store/open-store.ts';
import { ownDatabase, runCoppice } from '../../testing/clients/run-coppice.ts';
import { requireSameRegistry } from './registry-kind.ts';

it('keeps people and models of its own out of the mirror of a remote registry', {
  timeout: 120_000,
}, async () => {
  const env = await ownDatabase();
  const { DATABASE_URL, COPPICE_DATA = '' } = env;
  const { store, close } = await openStore(
    DATABASE_URL ? { kind: 'postgres', url: DATABASE_URL } : { kind: 'directory', directory: COPPICE_DATA },
  );
  await requireSameRegistry(store, new URL('https://modelarts.example.com'));
  await close();

  const people = ['--account', 'acme', '--project', 'lab'];
  const commands = [
    ['user', 'add', 'kim', ...people, '--role', 'viewer', '--password-stdin'],
    ['user', 'role', 'kim', ...people, '--role', 'none'],
    ['user', 'password', 'kim', '--account', 'acme', '--password-stdin'],
    ['user', 'remove', 'kim', '--account', 'acme'],
    ['project', 'add', 'lab', '--account', 'acme'],
    ['import', 'package.json', ...people],
    ['key', 'add', 'kim', '--account', 'acme'],
  ];
  for (const command of commands) {
    const { code, out, err } = await runCoppice(command, env, 'secret\n').ended;
    expect([command[0], code, out]).toEqual([command[0], 1, '']);
    expect(err).toBe(
      'Nothing was changed: this database holds the mirror of https://modelarts.example.com/, where its people and models are made.\n',
    );
  }
});
