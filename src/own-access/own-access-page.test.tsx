import { screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { AccessKey, OwnSession } from '../../core/console-api/access/people.ts';
import { renderConsole } from '../testing/render-console.tsx';
import { TestGateway } from '../testing/test-gateway.ts';
import { OwnAccessPage } from './own-access-page.tsx';

const session = (nth: number): OwnSession => ({
  session_id: `s${nth}`,
  is_this: nth === 0,
  project_name: 'vision',
  ...{ created_at: 1_700_000_000_000, seen_at: null, expires_at: 1_800_000_000_000 },
  user_agent: null,
  address: `10.0.0.${nth}`,
});

const key = (access_key: string): AccessKey => ({ access_key, created_at: 1, last_used_at: null });

function open() {
  let sessions = [session(0), session(1), session(2)];
  let keys = [key('AK1'), key('AK2')];
  const gateway = new TestGateway([]);
  const gone = { status: 204, body: null };
  gateway.answer('GET', /\/me\/sessions$/, () => ({ status: 200, body: { sessions, tokens: 0 } }));
  gateway.answer('GET', /\/me\/keys$/, () => ({ status: 200, body: { keys } }));
  gateway.answer('DELETE', /\/me\/sessions\/s/, ({ path }) => {
    sessions = sessions.filter(({ session_id }) => !path.endsWith(session_id));
    return gone;
  });
  gateway.answer('DELETE', /\/me\/sessions$/, () => {
    sessions = sessions.filter(({ is_this }) => is_this);
    return { status: 200, body: { sessions: 2, tokens: 0, keys: 0, abandoned: [] } };
  });
  gateway.answer('DELETE', /\/me\/keys\//, ({ path }) => {
    keys = keys.filter(({ access_key }) => !path.endsWith(access_key));
    return gone;
  });
  return renderConsole(gateway, [{ path: '*', element: <OwnAccessPage /> }], '/access');
}

const focused = () => document.activeElement?.textContent;

it('stays in the list of sessions as they are ended, at the line in the place of the one that is gone', async () => {
  const { user } = open();
  const [one] = await screen.findAllByRole('button', { name: /^End the session/ });
  one?.focus();
  await user.keyboard('{Enter}');
  await waitFor(() => expect(screen.getAllByRole('button', { name: /^End the session/ })).toHaveLength(1));
  await waitFor(() => expect(document.activeElement?.tagName).toBe('TR'));
  expect(focused()).toContain('10.0.0.2');
});

it('stays where the button was that ended all other sessions, with what came of it', async () => {
  const { user } = open();
  const all = await screen.findByRole('button', { name: 'End all others' });
  all.focus();
  await user.keyboard('{Enter}');
  await waitFor(() => expect(all.isConnected).toBe(false));
  await waitFor(() => expect(document.activeElement).not.toBe(document.body));
  expect(focused()).toMatch(/ended/i);
});

it('asks with the focus on Keep before a key is removed, gives it back, and stays in the list after', async () => {
  const { user } = open();
  await user.click(await screen.findByRole('button', { name: /AK1/ }));
  expect(focused()).toBe('Keep');
  await user.keyboard('{Enter}');
  expect(document.activeElement?.getAttribute('aria-label')).toContain('AK1');
  await user.keyboard('{Enter}');
  await user.tab({ shift: true });
  await user.keyboard('{Enter}');
  await waitFor(() => expect(screen.queryByText('AK1')).toBeNull());
  await waitFor(() => expect(document.activeElement?.tagName).toBe('TR'));
  expect(focused()).toContain('AK2');
});

it('keeps a password that is too long as it was pasted, and says so, rather than set another', async () => {
  const { user } = open();
  await user.click(await screen.findByRole('button', { name: /^Change/ }));
  const field = await screen.findByLabelText<HTMLInputElement>(/^New password/);
  await user.click(field);
  await user.paste('p'.repeat(257));
  expect(field.value).toHaveLength(257);
  expect(screen.getByText('At most 256 characters; these are 257')).toBeDefined();
});
