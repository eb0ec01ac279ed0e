import { must } from '../core/testing/must.ts';
import { startGateway } from './gateways/gateway-process.ts';
import { type PrefixProxy, startPrefixProxy } from './gateways/prefix-proxy.ts';
import { expect, test } from './support/fixtures.ts';

const PREFIX = '/coppice';

type UnderPath = { how: 'strips' | 'keeps'; door: PrefixProxy };

const under = test.extend<UnderPath>({
  how: ['strips', { option: true }],
  door: async ({ gateway: { data }, how }, use) => {
    const { directory, databaseUrl } = data;
    const gateway = await startGateway(directory, { databaseUrl, env: { COPPICE_BASE: `${PREFIX}/` } });
    const door = await startPrefixProxy(gateway.url, PREFIX, how);
    await use(door);
    await door.close();
    await gateway.end();
  },
  baseURL: async ({ door }, use) => use(door.url),
});

for (const how of ['strips', 'keeps'] as const) {
  under.describe(`under a path, behind a proxy that ${how} it`, () => {
    under.use({ how });

    under(
      'everything is there: signing in, lists, changes, a deletion, its receipt',
      async ({ page, door, registry }) => {
        const refused: string[] = [];
        page.on('console', (message) => {
          if (/Content Security Policy|404/.test(message.text())) refused.push(message.text());
        });
        await page.goto(`${PREFIX}/`);
        await expect(page).toHaveURL(`${door.url}${PREFIX}/sign-in?next=%2F`);
        await page.getByRole('button', { name: 'operator', exact: true }).click();
        await page.getByRole('button', { name: 'Sign in', exact: true }).click();
        await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
        await page.reload();
        await expect(page.getByRole('heading', { name: 'Bytes over time' })).toBeVisible();
        await expect(page).toHaveURL(`${door.url}${PREFIX}/`);
        await page.getByRole('link', { name: 'Models', exact: true }).click();
        await expect(page).toHaveURL(`${door.url}${PREFIX}/models`);
        await expect(page.getByText('134 names · 372 versions')).toBeVisible();
        await registry.createModel('posenet', '9.0.0');
        await expect(page.getByText('134 names · 373 versions')).toBeVisible();

        await page.goto(`${PREFIX}/models/Candy/1.4.9`);
        await expect(page.getByRole('dialog')).toContainText('Candy');
        const early = page.waitForRequest('**/api/model-groups?**');
        await page.goto(`${PREFIX}/models?search=Candy`);
        expect(new URL((await early).url()).pathname).toBe(`${PREFIX}/api/model-groups`);
        await page.getByRole('button', { name: 'Actions for Candy', exact: true }).click();
        await page.getByRole('menuitem', { name: 'Delete newest (1.4.9)…' }).click();
        await page.getByRole('button', { name: 'Copy as curl' }).click();
        await page.getByRole('menuitem', { name: 'For bash' }).click();
        await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
        const copied = await page.evaluate(() => navigator.clipboard.readText());
        expect(copied).toContain(`'${door.url}${PREFIX}/v1/${registry.project}/models/`);
        await page.getByRole('button', { name: 'Delete 1 version' }).click();
        await expect(page.getByRole('heading', { level: 1 })).toHaveText('1 of 1 deleted');
        expect(new URL(page.url()).pathname).toMatch(/^\/coppice\/deletions\/[\w-]+$/);

        await page.getByRole('button', { name: 'Export' }).click();
        const download = page.waitForEvent('download');
        await page.getByRole('menuitem', { name: /CSV/ }).click();
        expect((await download).url()).toContain(`${door.url}${PREFIX}/api/deletions/`);

        await page.goto(`${PREFIX}/api/docs`);
        await expect(page.getByText('What the console asks its gateway')).toBeVisible();
        expect(door.strays).toEqual([]);
        expect(refused).toEqual([]);
      },
    );

    under(
      'programs reach the registry and IAM there, and a page that is kept is not sent twice',
      async ({ door }) => {
        const body = JSON.stringify({
          auth: {
            identity: {
              methods: ['password'],
              password: { user: { name: 'viewer', password: 'viewer', domain: { name: 'coppice' } } },
            },
            scope: { project: { name: 'demo' } },
          },
        });
        const headers = { 'content-type': 'application/json' };
        const base = door.url + PREFIX;
        const signedIn = await fetch(`${base}/v3/auth/tokens`, { method: 'POST', headers, body });
        const token = must(signedIn.headers.get('x-subject-token'), 'a token');
        const {
          token: { project },
        } = await signedIn.json();
        const list = await fetch(`${base}/v1/${project.id}/models?limit=1`, {
          headers: { 'x-auth-token': token },
        });
        expect([signedIn.status, list.status]).toEqual([201, 200]);
        expect((await fetch(`${base}/healthz`)).status).toBe(200);

        const page = await fetch(`${base}/models`, { headers: { accept: 'text/html' } });
        const etag = must(page.headers.get('etag'), 'an etag');
        const again = { headers: { accept: 'text/html', 'if-none-match': etag } };
        expect((await fetch(`${base}/models`, again)).status).toBe(304);
      },
    );
  });
}
