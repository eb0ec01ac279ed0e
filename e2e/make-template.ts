import { rmSync } from 'node:fs';
import { startGateway } from './gateway-process.ts';

/** Fills a data directory with the sample, once for all tests of the run; what it returns takes it away again. */
export default async function makeTemplate(): Promise<() => void> {
  process.env['COPPICE_E2E_RUN'] = String(process.pid);
  const { TEMPLATE } = await import('./template.ts');
  rmSync(TEMPLATE, { recursive: true, force: true });
  const gateway = await startGateway(TEMPLATE);
  await gateway.end();
  return () => rmSync(TEMPLATE, { recursive: true, force: true });
}
