import { afterAll, describe, expect, it } from 'vitest';
import { askRoute, isAboutPeople, isOpen, proofOf } from '../testing/clients/ask-route.ts';
import { allOf, openSession, type SeededProject, seedProject } from '../testing/fixtures/seed-project.ts';
import { startGateway } from '../testing/setup/start-gateway.ts';

const gateway = await startGateway();
afterAll(() => gateway.close());

const { open = [], closed = [] } = Object.groupBy(gateway.routes, (route) =>
  isOpen(route) ? 'open' : 'closed',
);

/** A sign of life is answered alike whether there is such a receipt or not. */
const TELLS_NOTHING = 'POST /api/deletions/:deletion_id/alive';

/** Figures or ids alone. */
const NAME_NOTHING = [
  'GET /api/settings/grace-periods',
  'GET /api/cleanup',
  'GET /api/runs/versions',
  'GET /api/activity/feed',
  'GET /api/me/sessions',
  'GET /api/me/keys',
  'GET /api/model-owners',
];

/** What nobody outside of a project may ever read. */
const marksOf = ({ mark, people }: SeededProject) => [mark, people.account, people.project_id];
const found = (text: string, marks: string[]) => marks.filter((mark) => text.includes(mark));

/** Who may ask most of a route: an administrator about people, else an operator. */
async function masterOf(route: string, { people, admin }: SeededProject, deletion_id?: string) {
  const user = isAboutPeople(route) ? admin : people.operator;
  const session = await openSession(gateway, people, user);
  return proofOf(gateway, user.token, session, deletion_id);
}

describe('an operator or administrator of another account', () => {
  it('is tried at routes of every kind that is told apart below', () => {
    const kinds = [
      /:project_id/,
      /:model_id/,
      /:service_id/,
      /:deletion_id/,
      /:webhook_id/,
      /^GET /,
      /^(POST|DELETE) /,
    ];
    expect(kinds.filter((kind) => !closed.some((route) => kind.test(route)))).toEqual([]);
    expect(closed).toContain(TELLS_NOTHING);
    expect(closed).toEqual(expect.arrayContaining(NAME_NOTHING));
  });

  it.each(closed)('neither reads nor changes anything, while its own sees it: %s', async (route) => {
    const theirs = await seedProject(gateway);
    const mine = await seedProject(gateway);
    const stranger = await masterOf(route, mine, theirs.ids.deletion_id);
    const before = await allOf(gateway, theirs.people);

    const asTheirs = await askRoute(gateway, route, theirs, stranger);
    const inMine = { ...theirs, ids: { ...theirs.ids, project_id: mine.ids.project_id } };
    const asMine = await askRoute(gateway, route, inMine, stranger);
    for (const { text, status } of [asTheirs, asMine]) {
      expect(found(text, marksOf(theirs))).toEqual([]);
      expect(status).toBeLessThan(500);
    }
    if (route.includes(':project_id')) expect(asTheirs.status).toBe(403);
    if (
      /:(model_id|service_id|deletion_id|webhook_id|rule_id|dry_run_id|scheduled_run_id|user_id|session_id|access_key)/.test(
        route,
      )
    ) {
      expect(asMine.status).toBe(route === TELLS_NOTHING ? 204 : 404);
    }
    expect(await allOf(gateway, theirs.people)).toEqual(before);

    const owned = await askRoute(gateway, route, theirs, await masterOf(route, theirs));
    expect(owned.status).toBeLessThan(300);
    if (route.startsWith('GET ') && !owned.isStream && !NAME_NOTHING.includes(route)) {
      expect(found(owned.text, marksOf(theirs))).not.toEqual([]);
    }
  });
});

/** One for all who are not signed in, as none of them may do anything to it. */
const shut = await seedProject(gateway);

describe('whoever is not signed in', () => {
  it.each(closed)('is turned away: %s', async (route) => {
    const { status } = await askRoute(gateway, route, shut, { origin: gateway.url });
    expect(status).toBe(401);
  });

  it.each(open.filter((route) => route.startsWith('GET ')))('reads of no project: %s', async (route) => {
    const { text } = await askRoute(gateway, route, shut, {});
    expect(found(text, marksOf(shut))).toEqual([]);
  });
});
