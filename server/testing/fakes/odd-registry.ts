import type { Respond } from './faulty-remote.ts';

/** A remote registry that lists whatever it is given, a few rows at a time. IAM is left to the real one. */
export type OddRegistry = {
  models: unknown[];
  services: unknown[];
  /** By the id of the service. */
  details: Map<string, unknown>;
  /** Is called when a page of models was made, before it is sent. */
  onPage: (offset: number) => Promise<void> | void;
  respond: Respond;
};

/**
 * @param pageSize however many rows are asked for.
 * @param offsets what it takes `offset` for.
 */
export function oddRegistry(pageSize = 1_000, offsets: 'pages' | 'rows' = 'pages'): OddRegistry {
  const registry: OddRegistry = {
    models: [],
    services: [],
    details: new Map(),
    onPage: () => undefined,
    async respond({ method, url }, outgoing) {
      const { pathname, searchParams } = new URL(url, 'http://odd');
      const [, version, , list, id] = pathname.split('/');
      if (method !== 'GET' || version !== 'v1') return undefined;
      const send = (status: number, body: unknown) =>
        outgoing.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      if (list === 'services' && id !== undefined) {
        const detail = registry.details.get(id);
        return detail ? send(200, detail) : send(404, { error_code: 'ModelArts.3502', error_msg: 'gone' });
      }
      const name = searchParams.get('model_name');
      const all = (list === 'services' ? registry.services : registry.models).filter(
        (row) => name === null || nameOf(row).includes(name),
      );
      const offset = Number(searchParams.get('offset'));
      const from = offsets === 'pages' ? offset * pageSize : offset;
      const rows = all.slice(from, from + pageSize);
      const page = JSON.stringify({ total_count: all.length, count: rows.length, [`${list}`]: rows });
      if (list === 'models' && name === null) await registry.onPage(offset);
      return outgoing.writeHead(200, { 'content-type': 'application/json' }).end(page);
    },
  };
  return registry;
}

function nameOf(row: unknown): string {
  return typeof row === 'object' && row !== null && 'model_name' in row ? String(row.model_name) : '';
}

/** A version as a registry lists it. */
export function listedModel(model_name: string, number: number) {
  return {
    model_id: `${model_name}-${number}`,
    model_name,
    model_version: `1.0.${number}`,
    model_type: 'Custom',
    model_status: 'published',
    model_size: 1_000,
    create_at: number,
  };
}
