import type { Page, Request } from '@playwright/test';
import { startOtherSite } from './gateways/other-site.ts';
import { expect, test } from './support/fixtures.ts';
import type { RegistryClient } from './support/registry-client.ts';

/** What the page's policy refused, from the moment it was opened; each as `directive: what`. */
async function refusedBy(page: Page): Promise<string[]> {
  return page.evaluate(() => JSON.parse(window.name || '[]'));
}

test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
      const before = JSON.parse(window.name || '[]');
      window.name = JSON.stringify([...before, `${effectiveDirective}: ${blockedURI}`]);
    });
  });
});

test('a script that got into the page does not run', async ({ page, signIn }) => {
  await signIn();
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = "document.title = 'pwned'";
    document.body.append(script);
    const picture = document.createElement('div');
    picture.innerHTML = `<img src="/no-such-picture" onerror="document.title = 'pwned'">`;
    document.body.append(picture);
    const foreign = document.createElement('script');
    foreign.src = 'http://127.0.0.1:1/pwned.js';
    document.body.append(foreign);
  });
  await expect
    .poll(() => refusedBy(page))
    .toEqual(
      expect.arrayContaining([
        'script-src-elem: inline',
        'script-src-attr: inline',
        'script-src-elem: http://127.0.0.1:1/pwned.js',
      ]),
    );
  await expect(page).toHaveTitle('Models · Coppice');
});

test('the console and the description of its API need nothing that the policy refuses', async ({
  page,
  signIn,
}) => {
  await signIn();
  await page.getByRole('button', { name: 'Expand AlexNet', exact: true }).click();
  await page.getByRole('link', { name: 'Deletions' }).click();
  await expect(page.getByRole('heading', { name: 'Deletions', exact: true })).toBeVisible();
  expect(await refusedBy(page)).toEqual([]);
  await page.goto('/api/docs/');
  await expect(page.getByText('What the console asks its gateway')).toBeVisible();
  expect(await refusedBy(page)).toEqual([]);
});

test('another site cannot show the console in a frame', async ({ page, signIn, gateway }) => {
  await signIn();
  const site = await startOtherSite(`<h1>Elsewhere</h1><iframe src="${gateway.url}/models"></iframe>`);
  await page.goto(site.url);
  await expect(page.getByRole('heading', { name: 'Elsewhere' })).toBeVisible();
  await expect.poll(() => page.frames()[1]?.url()).toBe('chrome-error://chromewebdata/');
  site.close();
});

for (const [how, act] of [
  [
    'a form',
    `const form = document.createElement('form');
     form.method = 'POST'; form.enctype = 'text/plain'; form.action = TARGET;
     form.innerHTML = '<input name=\\'{"model_name":"planted","x":"\\' value=\\'"}\\'>';
     document.body.append(form); form.submit();`,
  ],
  ['a script', `fetch(TARGET, { method: 'POST', mode: 'no-cors', credentials: 'include', body: '{}' });`],
] as const) {
  test(`another site changes nothing by ${how}, though the browser sends the session along`, async ({
    page,
    signIn,
    gateway,
    registry,
  }) => {
    await signIn();
    const target = `${gateway.url}/v1/${registry.project}/models`;
    const site = await startOtherSite(
      `<h1>Elsewhere</h1><script>${act.replace('TARGET', JSON.stringify(target))}</script>`,
    );
    const sent = new Promise<void>((resolve) => {
      const note = (request: Request) => request.url() === target && resolve();
      page.on('requestfinished', note).on('requestfailed', note);
    });
    const before = await countForbidden(registry);
    await page.goto(site.url);
    await sent;
    // Without the session it would be a 401.
    expect(await countForbidden(registry)).toBe(before + 1);
    expect(await registry.versionsOf('planted')).toEqual([]);
    site.close();
  });
}

/** How many requests to the models of a project were answered with 403, by the gateway's own figures. */
async function countForbidden(registry: RegistryClient): Promise<number> {
  const { text } = await registry.request('GET', '/metrics');
  const count =
    /coppice_http_request_duration_seconds_count\{.*route="\/v1\/:project_id\/models",status="403"\} (\d+)\n/;
  return Number(count.exec(text)?.[1] ?? 0);
}
