import type { Page } from '@playwright/test';

/** So long nothing may come. In ms. */
const QUIET_MS = 500;

/**
 * Resolves once everything has come that a page asked for. Playwright's "networkidle" never does for a page with a shared
 * worker: it sees the worker's script asked for, but not that it came.
 */
export async function untilQuiet(page: Page): Promise<void> {
  await page.waitForFunction((quiet) => {
    const came = performance
      .getEntriesByType('resource')
      .map(({ startTime, duration }) => startTime + duration);
    return document.readyState === 'complete' && performance.now() - Math.max(0, ...came) > quiet;
  }, QUIET_MS);
}
