import type { Browser, BrowserContextOptions, CDPSession, Page } from '@playwright/test';
import { untilQuiet } from '../../e2e/support/until-quiet.ts';
import { markRows } from './mark-rows.ts';

/** A console with a list of models and a box that searches it. */
export type ListApp = {
  name: string;
  /** The address of the list, and who is signed in there. */
  url: string;
  storageState: NonNullable<BrowserContextOptions['storageState']>;
  /** Selectors of a row of the list, and of the search box. */
  row: string;
  search: string;
};

/** What one cold opening cost: ms from navigation and from a keystroke to painted rows, bytes over the wire, heap. */
export type Opening = { opened: number; searched: number; transferred: number; heap: number };

/** Finds `whisper` models and nothing else, however few letters are typed. */
const LETTER = 'w';

/** Opens a list in a browser that has seen nothing of it, and searches it by one keystroke. */
export async function openCold(browser: Browser, app: ListApp): Promise<Opening> {
  const context = await browser.newContext({ storageState: app.storageState, locale: 'en-GB' });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  const transfers = await watchTransfers(devtools);
  await page.addInitScript(markRows, app.row);

  await page.goto(app.url);
  await page.locator(app.row).first().waitFor();
  await untilQuiet(page);
  const opened = await firstMark(page, 'rows-painted');
  const heap = await heapAfterCollection(devtools);

  await page.locator(app.search).focus();
  await page.evaluate(() => performance.clearMarks());
  await page.keyboard.press(LETTER);
  await page.waitForFunction(() => performance.getEntriesByName('rows-painted').length > 0);
  const searched = (await firstMark(page, 'rows-painted')) - (await firstMark(page, 'keystroke'));

  const origin = await page.evaluate(() => performance.timeOrigin);
  await context.close();
  return { opened, searched, transferred: transfers.startedBefore(origin + opened), heap };
}

function firstMark(page: Page, name: string): Promise<number> {
  return page.evaluate((of) => performance.getEntriesByName(of)[0]?.startTime ?? Number.NaN, name);
}

async function heapAfterCollection(devtools: CDPSession): Promise<number> {
  await devtools.send('HeapProfiler.collectGarbage');
  return (await devtools.send('Runtime.getHeapUsage')).usedSize;
}

/** Counts bytes as they come over the wire, compressed and with their headers; typefaces aside, which nothing waits for. */
async function watchTransfers(devtools: CDPSession) {
  const started = new Map<string, number>();
  const bytes = new Map<string, number>();
  devtools.on('Network.requestWillBeSent', ({ requestId, wallTime, type }) => {
    if (type !== 'Font') started.set(requestId, wallTime * 1000);
  });
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) =>
    bytes.set(requestId, encodedDataLength),
  );
  await devtools.send('Network.enable');
  return {
    /** Bytes of what was asked for before a moment (ms since the epoch). */
    startedBefore: (moment: number) =>
      [...bytes].reduce((sum, [id, size]) => ((started.get(id) ?? moment) < moment ? sum + size : sum), 0),
  };
}
