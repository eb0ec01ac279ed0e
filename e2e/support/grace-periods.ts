import type { GracePeriods } from '../../core/console-api/deletions/runs.ts';
import { RegistryClient } from './registry-client.ts';

/** Has a gateway send what is confirmed at once: only journeys that are about the time to take it back wait for it. */
export async function sendAtOnce(gateway: string): Promise<void> {
  const registry = await RegistryClient.signIn(gateway, 'operator');
  await setGracePeriods(registry, { one_version: 0, more_versions: 0 });
}

/** Sets how long a deletion can be taken back, in seconds. */
export async function setGracePeriods(registry: RegistryClient, grace: GracePeriods): Promise<void> {
  const { status } = await registry.request('PUT', '/api/settings/grace-periods', grace);
  if (status !== 200) throw new Error(`The grace periods were not set: ${status}`);
}
