import { AxiosError, AxiosHeaders, type AxiosResponse, type InternalAxiosRequestConfig } from 'axios';
import { Session } from '../../core/console-api/access/session.ts';
import type { Receipt } from '../../core/console-api/deletions/receipt.ts';
import { OpenedDeletion } from '../../core/console-api/deletions/receipts.ts';
import type { LiveEvent } from '../../core/console-api/live/events.ts';
import { Blockers, BlockersBody } from '../../core/console-api/models/blockers.ts';
import {
  GroupVersionsPage,
  MatchingVersions,
  type ModelGroup,
  ModelGroupPage,
  VersionRow,
} from '../../core/console-api/models/model-groups.ts';
import { FindProtectionsBody, ProtectBody } from '../../core/console-api/models/protections.ts';
import { VersionsOfNamesBody } from '../../core/console-api/models/versions-of-names.ts';
import { MAX_DELETIONS_PER_CALL } from '../../core/contract/delete-model.ts';
import { isSubscribed, type ModelListItem } from '../../core/contract/model.ts';
import type { ServiceReference } from '../../core/contract/service.ts';
import type { Call } from '../../core/deletion/answer.ts';
import { SimulatedRegistry } from '../../core/deletion/testing/simulated-registry.ts';
import { wire } from '../api/http/axios-client.ts';
import { first } from './fixtures.ts';
import { TestProtections } from './test-protections.ts';
import { TestRuns } from './test-runs.ts';
import type { TestAnswer, TestRequest } from './test-wire.ts';

type Respond = (request: TestRequest) => TestAnswer | Promise<TestAnswer>;
type Rule = { method: string; path: RegExp; times: number; respond: Respond };

const PROJECT = 'project-1';

/**
 * A gateway that answers the console's HTTP client in the page itself: its bodies are made and read by the schemas of the
 * contract, what is there and what a call deletes is the simulated registry's to say. Only the network is left out.
 */
export class TestGateway {
  readonly registry: SimulatedRegistry;
  /** What uses versions, by their ids. */
  readonly services = new Map<string, ServiceReference[]>();
  /** Versions whose services cannot be found out. */
  readonly unchecked = new Set<string>();
  /** What is protected. */
  readonly protections: TestProtections;
  readonly receipts = new Map<string, Receipt>();
  /** Every request so far. */
  readonly requests: TestRequest[] = [];
  readonly session: Session;
  /** What it carries out. The calls are requests as well, as those of a page are. */
  readonly runs: TestRuns;
  /** Hears the changes of the project, as a stream of `GET /api/events` tells them. */
  onEvent: (event: LiveEvent) => void = () => undefined;
  #rules: Rule[] = [];

  constructor(models: readonly ModelListItem[], role: Session['role'] = 'operator') {
    this.registry = new SimulatedRegistry(models, [], {
      limit: MAX_DELETIONS_PER_CALL,
      order: 'oldest',
      countsRefused: true,
      isConditional: true,
    });
    this.protections = new TestProtections(this.registry);
    for (const model of models) if (isSubscribed(model)) this.registry.blocked.add(model.model_id);
    this.session = Session.parse({
      user: { id: 'user-1', name: 'operator' },
      account: { id: 'account-1', name: 'acme' },
      project: { id: PROJECT, name: 'vision' },
      role,
      expires_at: Date.now() + 3_600_000,
      is_mirrored: false,
    });
    this.runs = new TestRuns({
      project: PROJECT,
      registry: this.registry,
      receipts: this.receipts,
      send: (request) => this.#respond(request),
      tell: (deletion_id) => this.onEvent({ about: 'runs', deletion_id }),
    });
    wire.defaults.adapter = (config) => this.#receive(config);
  }

  /** Has a service use a version, which the registry then refuses to delete. */
  use(id: string, service: ServiceReference): void {
    this.services.set(id, [...(this.services.get(id) ?? []), service]);
    this.registry.blocked.add(id);
  }

  /** Answers what is asked of a path in another way, so many times; what is told last goes first. */
  answer(method: string, path: RegExp, respond: Respond, times = Number.POSITIVE_INFINITY): void {
    this.#rules = [{ method, path, times, respond }, ...this.#rules];
  }

  /** Keeps the next answer of a path back; it is made and comes when it is let go. */
  hold(method: string, path: RegExp): { letGo: () => void } {
    const { promise, resolve } = Promise.withResolvers<void>();
    const respond: Respond = async (request) => {
      await promise;
      return this.usual(request);
    };
    this.answer(method, path, respond, 1);
    return { letGo: resolve };
  }

  /** The requests of a path so far. */
  asked(method: string, path: RegExp): TestRequest[] {
    return this.requests.filter((request) => request.method === method && path.test(request.path));
  }

  async #receive(config: InternalAxiosRequestConfig): Promise<AxiosResponse> {
    const url = new URL(wire.getUri(config), 'http://gateway.invalid');
    const request: TestRequest = {
      method: (config.method ?? 'get').toUpperCase(),
      path: url.pathname,
      query: url.searchParams,
      headers: config.headers,
      body: typeof config.data === 'string' ? JSON.parse(config.data) : undefined,
    };
    const answer = await Promise.race([this.#respond(request), aborted(config)]);
    if (answer === 'lost') throw new AxiosError('Network Error', AxiosError.ERR_NETWORK, config);
    const { status, body, headers = {} } = answer;
    const data = typeof body === 'string' ? body : JSON.stringify(body);
    return { data, status, statusText: '', headers: new AxiosHeaders(headers), config };
  }

  async #respond(request: TestRequest): Promise<TestAnswer> {
    this.requests.push(request);
    const rule = this.#rules.find(
      ({ method, path, times }) => times > 0 && method === request.method && path.test(request.path),
    );
    if (rule) rule.times -= 1;
    return rule ? rule.respond(request) : this.usual(request);
  }

  /** What is answered where nothing else was told. */
  usual(request: TestRequest): TestAnswer {
    const { method, path, query, body } = request;
    const parts = path.split('/').slice(1).map(decodeURIComponent);
    switch (`${method} ${parts[1]}`) {
      case 'GET session':
        return good(this.session);
      case `GET ${PROJECT}`:
        return good(this.#list(query.get('model_name') ?? ''));
      case `DELETE ${PROJECT}`:
        return this.registry.delete(callOf(request), 1);
      case 'POST blockers':
        return good(this.#blockers(BlockersBody.parse(body).model_ids));
      case 'POST names':
        return good({
          lists: VersionsOfNamesBody.parse(body).names.map((name) => this.#list(name).models),
        });
      case 'GET model-groups':
        return good(parts[2] === undefined ? this.#groups(query) : this.#versions(parts[2], query));
      case 'PUT protections':
        return good(this.protections.put(ProtectBody.parse(body)));
      case 'DELETE protections':
        return this.protections.lift(query) ? { status: 204, body: '' } : refusal(404, 'Coppice.0006');
      case 'POST protections':
        return good(this.protections.find(FindProtectionsBody.parse(body).names));
      case 'GET matching-versions':
        return good(this.#matching(query));
      case 'POST deletions':
      case 'GET deletions':
        return this.#deletions(parts.slice(2));
      case 'POST runs':
        return this.#runs(parts.slice(2), body);
      default:
        throw new Error(`The test gateway has no answer to ${method} ${path}.`);
    }
  }

  #list(name: string) {
    const models = [...this.registry.models.values()].filter((model) => model.model_name === name);
    return { total_count: models.length, count: models.length, models };
  }

  #blockers(ids: readonly string[]): Blockers {
    const known = ids.filter((id) => this.registry.models.has(id) && !this.unchecked.has(id));
    const services = Object.fromEntries(known.map((id) => [id, this.services.get(id) ?? []]));
    return Blockers.parse({ checked_at: Date.now(), services, left: [] });
  }

  /** By name, and of these those that a search finds in their names or numbers. */
  #found(query: URLSearchParams): Map<string, ModelListItem[]> {
    const word = query.get('search') ?? '';
    const names = query.getAll('names');
    const found = [...this.registry.models.values()].filter(
      ({ model_name, model_version }) =>
        (names.length === 0 || names.includes(model_name)) &&
        (model_name.includes(word) || model_version.includes(word)),
    );
    return Map.groupBy(found, (model) => model.model_name);
  }

  #groups(query: URLSearchParams): ModelGroupPage {
    const groups = [...this.#found(query)].map(([name, matching]) => this.#group(name, matching));
    const sum = (count: (group: ModelGroup) => number) =>
      groups.reduce((total, group) => total + count(group), 0);
    return ModelGroupPage.parse({
      groups,
      next_cursor: null,
      total: {
        names: groups.length,
        versions: sum((group) => group.matching),
        model_size: sum((group) => group.matching_size),
        is_at_least: false,
      },
      is_empty_registry: this.registry.models.size === 0,
    });
  }

  #group(model_name: string, matching: readonly ModelListItem[]): ModelGroup {
    const all = this.registry.idsOf(model_name).flatMap((id) => this.registry.models.get(id) ?? []);
    const newest = first(matching.toSorted((a, b) => (b.create_at ?? 0) - (a.create_at ?? 0)));
    const using = matching.flatMap(({ model_id }) => this.services.get(model_id) ?? []);
    return {
      model_name,
      versions: all.length,
      matching: matching.length,
      model_size: sizeOf(all),
      matching_size: sizeOf(matching),
      statuses: { published: matching.length },
      model_types: ['PyTorch'],
      services: new Set(using.map((service) => service.service_id)).size,
      latest_version: newest.model_version,
      latest_create_at: newest.create_at ?? 0,
      ...this.protections.ofGroup(model_name),
    };
  }

  #versions(name: string, query: URLSearchParams): GroupVersionsPage {
    const found = this.#found(query).get(name) ?? [];
    const newestFirst = found.toSorted((a, b) => (b.create_at ?? 0) - (a.create_at ?? 0));
    const offset = Number(query.get('offset'));
    const rows = newestFirst.slice(offset, offset + Number(query.get('limit')));
    const versions = rows.map((model) =>
      VersionRow.parse({
        ...model,
        services: this.services.get(model.model_id) ?? [],
        protection: this.protections.of(model),
      }),
    );
    return GroupVersionsPage.parse({ versions, next_cursor: null });
  }

  #matching(query: URLSearchParams): MatchingVersions {
    const names = [...this.#found(query)].map(([model_name, models]) => {
      return { model_name, model_ids: models.map((model) => model.model_id) };
    });
    return MatchingVersions.parse({ names });
  }

  #deletions([id, act]: readonly string[]): TestAnswer {
    const receipt = this.receipts.get(id ?? '');
    if (!receipt) return refusal(404, 'Coppice.0006');
    if (act === 'verify') this.#verify(receipt);
    return good(receipt);
  }

  #runs([id, verb]: readonly string[], body: unknown): TestAnswer {
    if (id === undefined) {
      return { status: 201, body: OpenedDeletion.parse({ deletion_id: this.runs.start(body) }) };
    }
    this.runs.act(id, verb ?? '', body);
    return { status: 204, body: '' };
  }

  #verify(receipt: Receipt): void {
    const planned = receipt.plan.affected.map((version) => version.model_id);
    const present = planned.filter((id) => this.registry.models.has(id));
    receipt.checks.push({ at: Date.now(), after_calls: receipt.calls.length, present, confirms: true });
  }
}

/** A refusal as the gateway words it. */
export function refusal(status: number, error_code: string, error_msg = ''): TestAnswer {
  return { status, body: { error_code, error_msg } };
}

function good(body: unknown): TestAnswer {
  return { status: 200, body };
}

function callOf({ path, query, headers }: TestRequest): Call {
  const model_id = decodeURIComponent(path.split('/').at(-1) ?? '');
  const condition = headers.get('if-match');
  return {
    model_id,
    cascade: query.get('cascade') === 'true',
    ...(typeof condition === 'string' && { if_match: condition }),
  };
}

function sizeOf(models: readonly ModelListItem[]): number {
  return models.reduce((sum, model) => sum + (model.model_size ?? 0), 0);
}

/** Fails once the client gives a request up; as long as it does not, nothing comes of it. */
function aborted({ signal }: InternalAxiosRequestConfig): Promise<never> {
  return new Promise((_, reject) => {
    const fail = () => reject(new AxiosError('canceled', AxiosError.ERR_CANCELED));
    if (signal?.aborted) fail();
    signal?.addEventListener?.('abort', fail);
  });
}
