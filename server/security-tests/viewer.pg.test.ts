import { afterAll, describe, expect, it } from 'vitest';
import { askRoute, isAboutOneself, isAboutPeople, isMutating } from '../testing/clients/ask-route.ts';
import { allOf, openSession, seedProject } from '../testing/fixtures/seed-project.ts';
import { startGateway } from '../testing/setup/start-gateway.ts';

const gateway = await startGateway();
afterAll(() => gateway.close());

/** Routes that are asked by POST or DELETE and are a viewer's to ask all the same. */
const OWN_RIGHT: ReadonlySet<string> = new Set([
  // Signing in and out, and getting a token.
  'POST /api/session',
  'POST /api/session/projects',
  'DELETE /api/session',
  'POST /v3/auth/tokens',
  // One's own.
  'DELETE /v3/auth/tokens',
  'POST /api/activity/feed',
  'DELETE /api/activity/feed',
  // Reads; the ids can be too many for an address, or anything.
  'POST /api/blockers',
  'POST /api/names/versions',
  'POST /api/owner-names',
  'POST /api/protections/find',
]);

/** Not a viewer's, though it leaves all as it is here: of a run that goes on there is nothing to settle yet. */
const NOTHING_TO_DO: ReadonlySet<string> = new Set([
  'POST /api/deletions/:deletion_id/verify',
  // Sessions and tokens come and go, and are not compared.
  'DELETE /api/people/:user_id/sessions',
]);
const mutating = gateway.routes.filter((route) => isMutating(route) && !isAboutOneself(route));

describe('a viewer', () => {
  it.each(mutating.filter((route) => !OWN_RIGHT.has(route)))(
    'is refused, and whoever may is not: %s',
    async (route) => {
      const furnished = await seedProject(gateway);
      const { people } = furnished;
      const session = await openSession(gateway, people, people.viewer);
      const before = await allOf(gateway, people);
      const proofs = [
        { 'x-auth-token': people.viewer.token },
        { cookie: `coppice_session=${session}`, origin: gateway.url },
      ];
      for (const proof of proofs) {
        const { status, text } = await askRoute(gateway, route, furnished, proof);
        expect([status, text]).toEqual([403, expect.stringContaining('ModelArts.0108')]);
      }
      const { token } = people.operator;
      if (isAboutPeople(route)) {
        expect((await askRoute(gateway, route, furnished, { 'x-auth-token': token })).status).toBe(403);
      }
      expect(await allOf(gateway, people)).toEqual(before);

      const who = isAboutPeople(route) ? furnished.admin.token : token;
      const allowed = await askRoute(gateway, route, furnished, { 'x-auth-token': who });
      expect(allowed.status).toBeLessThan(300);
      if (!NOTHING_TO_DO.has(route)) expect(await allOf(gateway, people)).not.toEqual(before);
    },
  );

  it.each([...OWN_RIGHT])("changes nothing by what is a viewer's right: %s", async (route) => {
    expect(mutating).toContain(route);
    const furnished = await seedProject(gateway);
    const before = await allOf(gateway, furnished.people);
    const proof = { 'x-auth-token': furnished.people.viewer.token, origin: gateway.url };
    const { status } = await askRoute(gateway, route, furnished, proof);
    expect(status).toBeLessThan(300);
    expect(await allOf(gateway, furnished.people)).toEqual(before);
  });
});
