import type { PoolCounts } from '../store/open-store.ts';
import type { Metrics } from './metrics.ts';

/** Adds the figures of the connections to PostgreSQL. */
export function watchPool(metrics: Metrics, read: () => PoolCounts): void {
  metrics.gauge('coppice_database_connections', 'Connections to the database.', () => read().total);
  metrics.gauge(
    'coppice_database_connections_idle',
    'Connections to the database that are free.',
    () => read().idle,
  );
  metrics.gauge(
    'coppice_database_queries_waiting',
    'Queries that wait for a connection.',
    () => read().waiting,
  );
}
