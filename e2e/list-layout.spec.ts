import { expect, test } from './support/fixtures.ts';

const LONG = 'openpose-lightweight-human-pose-estimation-quantized-int8';

for (const width of [1440, 1024, 910, 800, 390, 320]) {
  test(`at ${width} px no date, size or status breaks, and names that begin alike are told apart`, async ({
    page,
    signIn,
    registry,
  }) => {
    for (const end of ['v1', 'v2']) await registry.createModel(`${LONG}-${end}`, '10.20.30');
    await page.setViewportSize({ width, height: 700 });
    await signIn();
    await page.goto('/models?search=openpose-light');
    await page.getByRole('button', { name: `Expand ${LONG}-v1` }).click();
    await expect(page.getByRole('link', { name: '10.20.30' })).toBeVisible();
    const broken = await page
      .getByRole('treegrid')
      .evaluate((tree) =>
        [...tree.querySelectorAll('time, [title$="bytes"], [title="published"]')]
          .filter((told) => told.getClientRects().length > 1)
          .map((told) => told.outerHTML),
      );
    expect(broken).toEqual([]);
    for (const end of ['v1', 'v2']) {
      const name = page.getByTitle(`${LONG}-${end}`);
      await expect(name).toHaveText(`${LONG}-${end}`);
      const box = await name.locator(':scope > :last-child').boundingBox();
      expect((box?.x ?? width) + (box?.width ?? 0)).toBeLessThan(width);
    }
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
}

test('on the smallest screen the page scrolls, and rows come into sight', async ({ page, signIn }) => {
  await page.setViewportSize({ width: 320, height: 256 });
  await signIn();
  const rows = page.locator('[data-row-key]');
  await rows.nth(1).scrollIntoViewIfNeeded();
  await expect(rows.nth(0)).toBeInViewport({ ratio: 1 });
  await expect(rows.nth(1)).toBeInViewport({ ratio: 1 });
});

/** What would be on the paper, told by the test's own printer in place of the browser's dialog. */
const PRINTER = () => {
  window.print = () => {
    window.dispatchEvent(new Event('beforeprint'));
    document.documentElement.dataset['printed'] = 'yes';
  };
};

test('the list prints what was read, says that it is not all, and leaves out what is to be pressed', async ({
  page,
  signIn,
}) => {
  await signIn();
  const grid = page.getByRole('treegrid', { name: 'Models' });
  const rows = grid.locator('[data-row-key]');
  const onScreen = await rows.count();
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  expect(onScreen).toBeLessThan(50);
  await expect(rows).toHaveCount(50);
  await expect(page.getByText('Only 50 names are on this paper')).toBeVisible();
  await expect(page.getByRole('banner')).toBeHidden();
  await expect(page.getByRole('searchbox', { name: 'Search models' })).toBeHidden();
  const isCut = await grid.evaluate((node) => {
    const box = node.parentElement;
    return box !== null && box.scrollHeight > box.clientHeight + 1;
  });
  expect(isCut).toBe(false);
});

test('Ctrl+P on the list prints all names, and all versions of those that are open', async ({
  page,
  signIn,
  registry,
}) => {
  for (let count = 0; count < 60; count += 1) await registry.createModel(`paper-${count}`, '1.0.0');
  for (let count = 1; count < 25; count += 1) await registry.createModel('paper-1', `1.0.${count}`);
  await page.addInitScript(PRINTER);
  await signIn();
  await page.goto('/models?search=paper-');
  await page.getByRole('button', { name: 'Expand paper-1', exact: true }).click();
  await page.getByRole('searchbox', { name: 'Search models' }).focus();
  await page.keyboard.press('Control+p');
  await expect(page.locator('html')).toHaveAttribute('data-printed', 'yes');
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('[aria-level="1"][data-row-key]')).toHaveCount(60);
  await expect(page.locator('[aria-level="2"][data-row-key]')).toHaveCount(25);
  await expect(page.getByText('names are on this paper')).toBeHidden();
});
