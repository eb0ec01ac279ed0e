import { type Browser, chromium } from '@playwright/test';
import { findBrowser } from '../../scripts/find-browser.mjs';

/** A Chromium as the journeys use it, without windows. As root it runs only without its sandbox. */
export function openBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const quiet = ['--disable-gpu', '--disable-background-networking', '--disable-component-update'];
  return chromium.launch({
    args: [...sandbox, ...quiet, '--disable-sync', '--no-first-run'],
    ...(executablePath && { executablePath }),
  });
}
