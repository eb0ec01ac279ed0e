import { existsSync } from 'node:fs';
import type { Page } from '@playwright/test';
import axe, { type RunOptions } from 'axe-core';
import { expect } from './fixtures.ts';

export const SIZES = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } } as const;

/** Mantine's open menu stands in a portal outside the landmarks and holds an element to take the focus. */
export const OF_THE_MENU = ['region', 'aria-required-children'] as const;

const LOOKS = (['light', 'dark'] as const).flatMap((colorScheme) =>
  Object.entries(SIZES).map(([size, viewport]) => ({ colorScheme, size, viewport })),
);

/** Whether pictures are kept of what is looked at: `npm run pictures`. They take longer than all the rest. */
const KEEPS_PICTURES = process.env['COPPICE_PICTURES'] === '1';

/** Looks at a screen in all its looks: no violation that axe finds, no sideways scroll, and a picture if they are kept. */
export async function lookAt(page: Page, screen: string, except: readonly string[] = []): Promise<void> {
  const before = page.viewportSize() ?? SIZES.wide;
  for (const { colorScheme, size, viewport } of LOOKS) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize(viewport);
    const look = `${screen}-${colorScheme}-${size}`;
    expect(await findViolations(page, colorScheme, except), look).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, `${look} scrolls sideways`).toBeLessThanOrEqual(0);
    if (KEEPS_PICTURES) await page.screenshot({ path: pictureOf(look) });
  }
  await page.setViewportSize(before);
}

/** A picture that the documentation shows is renewed there. */
function pictureOf(look: string): string {
  const shown = `docs/screenshots/${look}.png`;
  return existsSync(shown) ? shown : `pictures/${look}.png`;
}

/**
 * What axe finds wrong with the page as it is now; in the dark, what it finds of contrasts, as nothing else is different there.
 * It is put into a page once, past its policy, as no page could.
 */
async function findViolations(
  page: Page,
  colorScheme: 'light' | 'dark',
  except: readonly string[],
): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const off = Object.fromEntries(except.map((rule) => [rule, { enabled: false }]));
  const options: RunOptions =
    colorScheme === 'light' ? { rules: off } : { runOnly: ['color-contrast', 'link-in-text-block'] };
  return page.evaluate(async (chosen) => {
    const { violations } = await axe.run(document, { ...chosen, resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  }, options);
}
