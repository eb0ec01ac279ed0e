import pg from 'pg';
import { must } from '../../core/testing/must.ts';
import type { SampleGateway } from '../gateways/sample-gateway.ts';

/** Makes the times of all rules' schedules come, as if so many minutes had gone by since. */
export async function makeDue({ data }: SampleGateway, minutesAgo = 0): Promise<void> {
  const client = new pg.Client({ connectionString: must(data.databaseUrl) });
  await client.connect();
  await client.query('update rule_schedules set next_at = $1', [Date.now() - minutesAgo * 60_000]);
  await client.end();
}
