/**
 * How fast the list of models is there, and searched, in a browser that has seen nothing of it: the console on a
 * hundred thousand versions, a bare page that shows the same rows (the limit), and a list that react-admin makes of
 * ten thousand (the peer). They are opened in turn, so that a busy machine slows them alike. Run `npm run build` first.
 *
 * `node bench/first-screen.ts`
 */
import { type Browser, request } from '@playwright/test';
import { type BenchRow, printRows } from './support/bench-row.ts';
import { buildPeer } from './support/build-peer.ts';
import { openBrowser } from './support/open-browser.ts';
import { type ListApp, type Opening, openCold } from './support/open-cold.ts';
import { OPERATOR, openRegistry } from './support/open-registry.ts';
import { percentile } from './support/percentile.ts';

const ROUNDS = 7;

/** Goals of issue 13: opening and searching against the limit, and kilobytes but for the typeface. */
const OPEN_GOAL = 2.8;
const SEARCH_GOAL = 2;
const TRANSFER_GOAL = 200;

/** Opens the three lists in turn; what each took, and how the console's figures stand to the others'. */
export async function measureFirstScreen(rounds = ROUNDS): Promise<BenchRow[]> {
  const large = await openRegistry('postgres', 100_000);
  const small = await openRegistry('postgres', 10_000);
  const browser = await openBrowser();
  try {
    const [limit, peer] = [await large.serve('bench/limit'), await small.serve(buildPeer())];
    const tableRow = 'tbody tr';
    const apps = [
      await signInTo(large.url, {
        name: 'Coppice',
        path: '/models',
        row: '[data-row-key]',
        search: '[role=searchbox]',
      }),
      await signInTo(limit, { name: 'the limit', path: '/', row: tableRow, search: 'input' }),
      await signInTo(peer, { name: 'the peer', path: '/', row: tableRow, search: 'input[name=search]' }),
    ];
    return toRows(apps, await openInTurn(browser, apps, rounds));
  } finally {
    await browser.close();
    await large.close();
    await small.close();
  }
}

/** @param app where its list is, below its address, and how a row and the search box are found there. */
async function signInTo(
  url: string,
  { path, ...app }: Pick<ListApp, 'name' | 'row' | 'search'> & { path: string },
): Promise<ListApp> {
  const client = await request.newContext({ baseURL: url });
  const answer = await client.post('/api/session', { data: OPERATOR, headers: { origin: url } });
  if (!answer.ok()) throw new Error(`Signing in was answered ${answer.status()}: ${await answer.text()}`);
  const storageState = await client.storageState();
  await client.dispose();
  return { ...app, url: url + path, storageState };
}

/** Openings by app. The first round is not counted: it warms the database and the gateway. */
async function openInTurn(browser: Browser, apps: readonly ListApp[], rounds: number): Promise<Opening[][]> {
  const openings: Opening[][] = apps.map(() => []);
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, app] of apps.entries()) {
      const opening = await openCold(browser, app);
      if (round > 0) openings[index]?.push(opening);
    }
  }
  return openings;
}

type Figure = { what: string; unit: NonNullable<BenchRow['unit']>; of: (opening: Opening) => number };

const FIGURES: (Figure & Pick<BenchRow, 'goal'>)[] = [
  {
    what: 'first row painted',
    unit: 'ms',
    of: ({ opened }) => opened,
    goal: { of: 'the limit', atMost: OPEN_GOAL },
  },
  {
    what: 'keystroke to rows',
    unit: 'ms',
    of: ({ searched }) => searched,
    goal: { of: 'the limit', atMost: SEARCH_GOAL },
  },
  {
    what: 'transferred',
    unit: 'kB',
    of: ({ transferred }) => transferred / 1000,
    goal: { atMost: TRANSFER_GOAL },
  },
  { what: 'heap', unit: 'MB', of: ({ heap }) => heap / 1e6 },
];

/** The console's ratios are to the medians of the others, theirs to the limit's. */
function toRows(apps: readonly ListApp[], openings: readonly Opening[][]): BenchRow[] {
  return FIGURES.flatMap(({ what, unit, of, goal }) => {
    const values = openings.map((ofApp) => ofApp.map(of));
    const medians = new Map(apps.map(({ name }, index) => [name, percentile(values[index] ?? [], 50)]));
    return apps.map(({ name }, index): BenchRow => {
      const [p50, p95] = [percentile(values[index] ?? [], 50), percentile(values[index] ?? [], 95)];
      const others = [...medians].filter(([other]) => other !== name && other !== 'Coppice');
      const ratios = Object.fromEntries(others.map(([other, median]) => [other, p50 / median]));
      return { what: `${name} · ${what}`, unit, p50, p95, ratios, ...(index === 0 && goal && { goal }) };
    });
  });
}

if (import.meta.main) printRows(await measureFirstScreen());
