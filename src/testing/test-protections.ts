import type { ModelGroup } from '../../core/console-api/models/model-groups.ts';
import { FoundProtections, type ProtectBody } from '../../core/console-api/models/protections.ts';
import type { ModelListItem } from '../../core/contract/model.ts';
import { type Protection, protectionFinder } from '../../core/deletion/protection.ts';
import type { SimulatedRegistry } from '../../core/deletion/testing/simulated-registry.ts';

/** What is protected in the gateway of a test. */
export class TestProtections {
  readonly #registry: SimulatedRegistry;
  #all: Protection[] = [];

  constructor(registry: SimulatedRegistry) {
    this.#registry = registry;
  }

  put({ note, until, ...of }: ProtectBody, user_name = 'operator'): Protection {
    const id = 'model_id' in of ? of.model_id : '';
    const model = this.#registry.models.get(id);
    const named = 'model_name' in of ? of.model_name : (model?.model_name ?? '');
    const protection = {
      ...{ model_name: named, model_id: id, model_version: model?.model_version ?? '' },
      ...{ note, until, user_name, created_at: Date.now() },
    };
    this.#all = [...this.#all.filter((one) => !isSame(one, protection)), protection];
    return protection;
  }

  /** Whether there was one. */
  lift(query: URLSearchParams): boolean {
    const count = this.#all.length;
    const [id, name] = [query.get('model_id'), query.get('model_name')];
    this.#all = this.#all.filter((one) =>
      id === null ? one.model_id !== '' || one.model_name !== name : one.model_id !== id,
    );
    return this.#all.length < count;
  }

  find(names: readonly string[]): FoundProtections {
    return FoundProtections.parse({ protections: this.#all.filter((one) => names.includes(one.model_name)) });
  }

  of(model: ModelListItem): Protection | undefined {
    return protectionFinder(this.#all)(model);
  }

  ofGroup(name: string): Pick<ModelGroup, 'protection'> {
    const ofName = this.#all.filter((one) => one.model_name === name);
    const versions = ofName.filter((one) => one.model_id !== '').length;
    return ofName.length === 0 ? {} : { protection: { is_whole: versions < ofName.length, versions } };
  }
}

function isSame(one: Protection, other: Protection): boolean {
  return one.model_name === other.model_name && one.model_id === other.model_id;
}
