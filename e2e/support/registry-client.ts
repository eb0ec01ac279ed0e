import { must } from '../../core/testing/must.ts';

/** A version as the registry lists it. */
type ListedModel = { model_id: string; model_name: string; model_version: string; create_at: number };

/** A gateway, and a token that it takes. */
type Place = { url: string; token: string };
type Places = { registry: Place; console: Place };

/** Another client of the same registry: curl, an SDK, a colleague. Speaks the wire contract. */
export class RegistryClient {
  readonly project: string;
  readonly token: string;
  readonly #places: Places;

  /** @param places where the registry is and, where that is another gateway, where its console is. */
  constructor(project: string, places: { registry: Place; console?: Place }) {
    this.project = project;
    this.token = places.registry.token;
    this.#places = { console: places.registry, ...places };
  }

  static async signIn(gateway: string, user: string): Promise<RegistryClient> {
    const identity = {
      methods: ['password'],
      password: { user: { name: user, password: user, domain: { name: 'coppice' } } },
    };
    const answer = await fetch(`${gateway}/v3/auth/tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ auth: { identity, scope: { project: { name: 'demo' } } } }),
    });
    const { token } = await answer.json();
    const registry = { url: gateway, token: must(answer.headers.get('x-subject-token'), 'a token') };
    return new RegistryClient(token.project.id, { registry });
  }

  /** The versions of exactly this name, oldest first. */
  async versionsOf(name: string): Promise<ListedModel[]> {
    const { models } = await this.call('GET', `/models?model_name=${name}&exact_match=true&order=asc`);
    return models.filter((model: ListedModel) => model.model_name === name);
  }

  async idOf(name: string, version: string): Promise<string> {
    const found = (await this.versionsOf(name)).find((model) => model.model_version === version);
    if (!found) throw new Error(`${name} ${version} is not in the registry.`);
    return found.model_id;
  }

  async createModel(name: string, version: string): Promise<string> {
    const body = {
      model_name: name,
      model_version: version,
      model_type: 'Custom',
      source_location: '/obs/x',
    };
    return (await this.call('POST', '/models', body)).model_id;
  }

  async deleteModel(id: string, cascade = false) {
    return this.call('DELETE', `/models/${id}?cascade=${cascade}`);
  }

  async deploy(service: string, ids: readonly string[]): Promise<string> {
    const config = ids.map((model_id) => ({ model_id, weight: 1 }));
    const body = { service_name: service, infer_type: 'real-time', config };
    return (await this.call('POST', '/services', body)).service_id;
  }

  async endService(id: string) {
    return this.call('DELETE', `/services/${id}`);
  }

  async services(): Promise<{ service_id: string; service_name: string }[]> {
    return (await this.call('GET', '/services')).services;
  }

  /** Any request to the gateway, and what came back, whatever it was. */
  async request(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const { url, token } = path.startsWith('/api/') ? this.#places.console : this.#places.registry;
    const answer = await fetch(url + path, {
      method,
      headers: {
        'x-auth-token': token,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: answer.status, text: await answer.text() };
  }

  private async call(method: string, path: string, body?: unknown) {
    const { status, text } = await this.request(method, `/v1/${this.project}${path}`, body);
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text}`);
    return JSON.parse(text);
  }
}
