import { screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { Activity } from '../../core/console-api/activity/activity.ts';
import { renderConsole } from '../testing/render-console.tsx';
import { refusal, TestGateway } from '../testing/test-gateway.ts';
import { ActivityPage } from './activity-page.tsx';

const LOG = /^\/api\/activity$/;
const FEED = /^\/api\/activity\/feed$/;

const activity = (activity_id: number): Activity => ({
  activity_id,
  at: 1_700_000_000_000 + activity_id,
  kind: 'created',
  actor: `person ${activity_id}`,
  subject: `model-${activity_id}`,
  count: 1,
  facts: {},
});

/** A log of two pages. */
function open() {
  const gateway = new TestGateway([]);
  gateway.answer('GET', LOG, ({ query }) => {
    const isFirst = query.get('cursor') === null;
    const activities = isFirst ? [activity(4), activity(3)] : [activity(2), activity(1)];
    return { status: 200, body: { activities, next_cursor: isFirst ? 'more' : null, people: [] } };
  });
  return { gateway, ...renderConsole(gateway, [{ path: '*', element: <ActivityPage /> }], '/activity') };
}

const focused = () => document.activeElement;

it('stays at the line that was the last one when the last of the log is loaded', async () => {
  const { user } = open();
  const more = await screen.findByRole('button', { name: 'Load older' });
  more.focus();
  await user.keyboard('{Enter}');
  await screen.findByText('person 1');
  await waitFor(() => expect(focused()?.tagName).toBe('LI'));
  expect(focused()?.textContent).toContain('person 3');
});

it('leaves the focus in the name that is looked for when it is told and when it is cleared', async () => {
  const { user, router } = open();
  const name = await screen.findByRole('textbox', { name: 'Name' });
  await user.type(name, 'pose{Enter}');
  await waitFor(() => expect(router.state.location.search).toBe('?name=pose'));
  expect(focused()).toBe(name);
  await user.click(screen.getByRole('button', { name: 'Clear search' }));
  expect(router.state.location.search).toBe('');
  expect(focused()).toBe(name);
});

it('gives the focus to the address of the feed that was made, and back to where it was opened from', async () => {
  const { gateway, user } = open();
  let created_at: number | null = null;
  gateway.answer('GET', FEED, () => ({ status: 200, body: { created_at } }));
  gateway.answer('POST', FEED, () => {
    created_at = 1;
    return { status: 200, body: { address: 'https://example.com/feed?key=k' } };
  });
  gateway.answer('DELETE', FEED, () => {
    created_at = null;
    return { status: 204, body: null };
  });
  const feed = await screen.findByRole('button', { name: 'Feed' });
  await user.click(feed);
  await user.click(await screen.findByRole('button', { name: 'Make an address' }));
  const address = await screen.findByRole('textbox', { name: 'Address of the feed' });
  expect(focused()).toBe(address);
  await user.click(await screen.findByRole('button', { name: 'Revoke' }));
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Revoke' })).toBeNull());
  await waitFor(() => expect(focused()?.textContent).toBe('Make an address'));
  await user.keyboard('{Escape}');
  await waitFor(() => expect(focused()).toBe(feed));
});

it('stays where the notice was once what failed comes on another try', async () => {
  const { gateway, user } = open();
  await screen.findByText('person 4');
  gateway.answer('GET', LOG, () => refusal(400, 'Coppice.0001'), 1);
  await user.type(screen.getByRole('textbox', { name: 'Name' }), 'pose{Enter}');
  await user.click(await screen.findByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  await waitFor(() => expect(focused()).not.toBe(document.body));
});
