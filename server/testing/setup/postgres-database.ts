import { randomUUID } from 'node:crypto';
import pg from 'pg';

/** Makes an empty database on a server, and answers its URL. */
export function createDatabase(serverUrl: string): Promise<string> {
  return create(serverUrl, 'template0');
}

/** Makes a copy of a database that nobody is connected to, on the same server, and answers its URL. */
export function copyDatabase(databaseUrl: string): Promise<string> {
  const { serverUrl, name } = partsOf(databaseUrl);
  return create(serverUrl, name);
}

/** Takes a database away, whoever is still connected to it. */
export function dropDatabase(databaseUrl: string): Promise<void> {
  const { serverUrl, name } = partsOf(databaseUrl);
  return command(serverUrl, `drop database ${name} with (force)`);
}

async function create(serverUrl: string, template: string): Promise<string> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await command(serverUrl, `create database ${name} template ${template}`);
  return `${serverUrl}/${name}`;
}

function partsOf(databaseUrl: string) {
  const end = databaseUrl.lastIndexOf('/');
  return { serverUrl: databaseUrl.slice(0, end), name: databaseUrl.slice(end + 1) };
}

async function command(serverUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${serverUrl}/postgres` });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
