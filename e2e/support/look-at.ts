import type { Page } from '@playwright/test';
import axe from 'axe-core';
import { expect } from './fixtures.ts';

export const SIZES = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } } as const;

/** Mantine's open menu stands in a portal outside the landmarks and holds an element to take the focus. */
export const OF_THE_MENU = ['region', 'aria-required-children'] as const;

const LOOKS = (['light', 'dark'] as const).flatMap((colorScheme) =>
  Object.entries(SIZES).map(([size, viewport]) => ({ colorScheme, size, viewport })),
);

/** Looks at a screen in all its looks: no violation that axe finds, no sideways scroll, and a picture of each. */
export async function lookAt(page: Page, screen: string, except: readonly string[] = []): Promise<void> {
  const before = page.viewportSize() ?? SIZES.wide;
  for (const { colorScheme, size, viewport } of LOOKS) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize(viewport);
    const look = `${screen}-${colorScheme}-${size}`;
    expect(await findViolations(page, except), look).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, `${look} scrolls sideways`).toBeLessThanOrEqual(0);
    await page.screenshot({ path: `docs/screenshots/${look}.png` });
  }
  await page.setViewportSize(before);
}

/** What axe finds wrong with the page as it is now. It is put into a page once, past its policy, as no page could. */
async function findViolations(page: Page, except: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(async (rules) => {
    const off = Object.fromEntries(rules.map((rule) => [rule, { enabled: false }]));
    const { violations } = await axe.run(document, { rules: off });
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  }, except);
}
