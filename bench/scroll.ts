/**
 * How smoothly the list of models scrolls: through 5,000 names with some of them open, and through the 10,000 versions
 * of one name, out of 100,000 versions in all. An empty page is scrolled as fast before and after, since what a frame
 * takes at least is the machine's. And how long it takes to select everything, and what is asked of the gateway for it.
 *
 * `node bench/scroll.ts`, after `npm run build`. Goals (issue 5): no frame over 50 ms, and 95 % under 17 ms where the
 * machine allows.
 */
import type { Page } from '@playwright/test';
import { untilQuiet } from '../e2e/support/until-quiet.ts';
import { type BenchRow, printRows } from './support/bench-row.ts';
import { LARGEST_NAME } from './support/fill-registry.ts';
import { type FrameTimes, scrollThrough } from './support/frame-times.ts';
import { openBrowser } from './support/open-browser.ts';
import { OPERATOR, type OpenRegistry, openRegistry } from './support/open-registry.ts';
import { percentile } from './support/percentile.ts';

const VERSIONS = 100_000;
const LARGEST = 10_000;
/** How many names are open while all of them are scrolled through. */
const OPEN = 20;
/** In px per second: a line is 40. */
const SPEEDS_PX_PER_S = { names: 15_000, versions: 20_000 };
/** The longest frame there may be, and how long most may be. In ms. */
const LONGEST_FRAME_MS = 50;
const USUAL = 17;

const SCROLLER = 'div:has(> [role="treegrid"])';

/** Scrolls and selects in a browser of its own, on a registry of its own. */
export async function measureScroll(): Promise<BenchRow[]> {
  const registry = await openRegistry('postgres', VERSIONS, { largest: LARGEST });
  const browser = await openBrowser();
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const [page, empty] = [await context.newPage(), await context.newPage()];
    await signIn(page, registry);
    return [
      await measure(page, empty, {
        what: `${VERSIONS / 20} names, ${OPEN} of them open`,
        speed: SPEEDS_PX_PER_S.names,
        open: openSome,
      }),
      await measure(page, empty, {
        what: `${LARGEST} versions of one name`,
        speed: SPEEDS_PX_PER_S.versions,
        open: openLargest,
      }),
      await measureSelectAll(page),
    ];
  } finally {
    await browser.close();
    await registry.close();
  }
}

async function signIn(page: Page, { url }: OpenRegistry): Promise<void> {
  const answer = await page.request.post(`${url}/api/session`, { data: OPERATOR, headers: { origin: url } });
  if (!answer.ok()) throw new Error(`Signing in was answered ${answer.status()}.`);
  await page.goto(`${url}/models`);
}

/** One name after another, but for the largest. */
async function openSome(page: Page): Promise<void> {
  const scroller = page.locator(SCROLLER);
  for (let nth = 0; nth < OPEN; nth += 1) {
    await page
      .getByRole('button', { name: new RegExp(`^Expand (?!${LARGEST_NAME})`) })
      .first()
      .click();
    await scroller.evaluate((element) => element.scrollBy(0, element.clientHeight));
  }
  await scroller.evaluate((element) => element.scrollTo(0, 0));
}

async function openLargest(page: Page): Promise<void> {
  await page.getByRole('searchbox', { name: 'Search models' }).fill(LARGEST_NAME);
  await page.getByRole('button', { name: `Expand ${LARGEST_NAME}` }).click();
}

/** A list to scroll through: how it is opened, and how fast, in px per second. */
type ScrolledList = { what: string; speed: number; open: (page: Page) => Promise<void> };

async function measure(page: Page, empty: Page, { what, speed, open }: ScrolledList): Promise<BenchRow> {
  await page.bringToFront();
  await page.reload();
  await page
    .getByRole('checkbox', { name: /^Select all versions of / })
    .first()
    .waitFor();
  const before = await heapSize(page);
  await open(page);
  const bareBefore = await scrollEmptyPage(empty, speed);
  const list = await scrollThrough(page, SCROLLER, speed);
  const bareAfter = await scrollEmptyPage(empty, speed);
  const bare = [...bareBefore.frames, ...bareAfter.frames];
  return {
    what: `scroll · ${what}`,
    p50: percentile(list.frames, 50),
    p95: percentile(list.frames, 95),
    ratios: { 'to an empty page': percentile(list.frames, 95) / percentile(bare, 95) },
    figures: {
      [`% under ${USUAL} ms`]: shareUnder(list.frames, USUAL),
      'of an empty page': shareUnder(bare, USUAL),
      'longest frame': Math.max(...list.frames),
      'of an empty page ': Math.max(...bare),
      'longest task': Math.max(0, ...list.tasks),
      'MB before': before,
      'MB after': await heapSize(page),
      'DOM nodes': await page.locator('*').count(),
    },
    goal: { of: 'longest frame', atMost: LONGEST_FRAME_MS },
  };
}

/** For a few seconds. */
function scrollEmptyPage(empty: Page, speed: number): Promise<FrameTimes> {
  const page = `<div style="height: 600px; overflow: auto"><div style="height: ${5 * speed}px"></div></div>`;
  return empty.setContent(page).then(() => scrollThrough(empty, 'body > div', speed));
}

/** From the click to the bar that says what is selected, and what was asked of the gateway meanwhile. */
async function measureSelectAll(page: Page): Promise<BenchRow> {
  await page.bringToFront();
  await page.goto(new URL('/models', page.url()).href);
  await page.getByRole('checkbox', { name: /^Select all 100,000 versions$/ }).waitFor();
  await untilQuiet(page);
  let requests = 0;
  page.on('request', (request) => {
    // Code that is fetched for what may come next is none of it.
    if (['fetch', 'xhr'].includes(request.resourceType())) requests += 1;
  });
  const times: number[] = [];
  for (let round = 0; round < 10; round += 1) {
    times.push(await timeSelectAll(page));
    await page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'Clear' }).click();
  }
  return {
    what: `select all ${VERSIONS}`,
    p50: percentile(times, 50),
    p95: percentile(times, 95),
    ratios: {},
    figures: { requests },
    goal: { of: 'requests', atMost: 0 },
  };
}

function timeSelectAll(page: Page): Promise<number> {
  return page.getByRole('checkbox', { name: /^Select all 100,000/ }).evaluate(async (box: HTMLElement) => {
    const start = performance.now();
    box.click();
    while (!document.querySelector('section[aria-label="Selection"]')) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    return performance.now() - start;
  });
}

/** What the page holds once its garbage is gone, in MB. */
async function heapSize(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize / 1_000_000;
}

function shareUnder(times: readonly number[], bound: number): number {
  return (100 * times.filter((time) => time < bound).length) / times.length;
}

if (import.meta.main) printRows(await measureScroll());
