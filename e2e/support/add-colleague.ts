import { spawnSync } from 'node:child_process';
import type { Browser, Page } from '@playwright/test';
import { SECRET } from '../gateways/gateway-process.ts';
import type { SampleGateway } from '../gateways/sample-gateway.ts';
import { openSession } from './signed-in.ts';

/** Has the registry's own people know another operator of the sample's project, whose password is their name. */
export function addColleague(name: string, { data }: Pick<SampleGateway, 'data'>): void {
  const words = ['user', 'add', name, '--account', 'coppice', '--project', 'demo', '--role', 'operator'];
  const place = {
    COPPICE_DATA: data.directory,
    DATABASE_URL: data.databaseUrl,
    COPPICE_SECRET: SECRET,
  };
  const { status, stderr } = spawnSync(
    'node_modules/.bin/node',
    ['server/main.ts', ...words, '--password-stdin'],
    { env: { ...process.env, ...place }, input: name, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr);
}

/** A page of another browser, in which somebody is signed in. */
export async function openElsewhere(browser: Browser, gateway: string, user: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: gateway });
  const value = await openSession(gateway, user);
  await context.addCookies([
    { name: 'coppice_session', value, url: gateway, httpOnly: true, sameSite: 'Strict' },
  ]);
  return context.newPage();
}
