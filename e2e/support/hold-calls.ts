import pg from 'pg';
import type { SampleGateway } from '../gateways/sample-gateway.ts';

/** Holds every deletion that a gateway makes in its own registry, by a lock on its models; answers what lets them go. */
export async function holdCalls({ data }: Pick<SampleGateway, 'data'>): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: data.databaseUrl });
  await client.connect();
  await client.query('begin; select from models for update;');
  return async () => {
    await client.query('rollback');
    await client.end();
  };
}
