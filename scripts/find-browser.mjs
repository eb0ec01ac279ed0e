import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { run } from './install.mjs';

/** The one without windows starts fastest, and is all that the journeys need. */
const NAMES = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
];
const MAC_PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** How long Playwright's download may take before another way is tried. In ms. */
const DOWNLOAD_LIMIT = 180_000;

/**
 * A Chromium for the journeys: the one that COPPICE_CHROMIUM names, one on this machine, Playwright's own, or one
 * that is installed now — by Playwright or, for root on Debian, by apt. Its path, or undefined when there is no way.
 */
export function findBrowser() {
  return named() ?? onThisMachine() ?? playwrights() ?? download() ?? fromDebian();
}

function named() {
  return process.env.COPPICE_CHROMIUM;
}

function onThisMachine() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const places = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...places, ...MAC_PLACES].find((place) => existsSync(place));
}

function playwrights() {
  const { chromium } = createRequire(import.meta.url)('@playwright/test');
  const place = chromium.executablePath();
  return existsSync(place) ? place : undefined;
}

function download() {
  console.log('Getting a browser for the journeys…');
  const playwright = createRequire(import.meta.url).resolve('@playwright/test/cli');
  spawnSync(process.execPath, [playwright, 'install', 'chromium'], {
    stdio: 'ignore',
    timeout: DOWNLOAD_LIMIT,
  });
  return playwrights();
}

function fromDebian() {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return undefined;
  run('apt-get', ['update', '-qq']);
  // Older releases have only the whole browser.
  aptInstall('chromium-headless-shell') || aptInstall('chromium');
  return onThisMachine();
}

function aptInstall(name) {
  return run('apt-get', ['install', '-y', '-qq', name], { DEBIAN_FRONTEND: 'noninteractive' });
}
