import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { expect, inject, it } from 'vitest';
import { DatabaseUnavailable, openStore } from './open-store.ts';

it('a database that cannot hold every text is refused, with the way to make one that can', async () => {
  const url = new URL(inject('postgresTemplate'));
  url.pathname = '/postgres';
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  const name = `latin_${randomUUID().replaceAll('-', '')}`;
  await client.query(`create database ${name} encoding 'SQL_ASCII' template template0`);
  url.pathname = `/${name}`;
  const opened = openStore({ kind: 'postgres', url: url.href });
  await expect(opened).rejects.toThrow(DatabaseUnavailable);
  await expect(opened).rejects.toThrow(/SQL_ASCII.*createdb --encoding=UTF8/);
  await client.query(`drop database ${name}`);
  await client.end();
});
