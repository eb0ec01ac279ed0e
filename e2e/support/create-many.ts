import type { RegistryClient } from './registry-client.ts';

/** Creates so many versions of a name: `1.0.0`, …, `1.0.99`, `1.1.0`, … */
export async function createMany(registry: RegistryClient, name: string, count: number): Promise<void> {
  for (let number = 0; number < count; number += 1) {
    await registry.createModel(name, `1.${Math.floor(number / 100)}.${number % 100}`);
  }
}
