import { screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { Cleanup, CleanupSelection, SuggestedPage } from '../../core/console-api/models/cleanup.ts';
import { renderConsole } from '../testing/render-console.tsx';
import { refusal, TestGateway } from '../testing/test-gateway.ts';
import { CleanupPage } from './cleanup-page.tsx';

const NONE = { versions: 0, model_size: 0, unsized: 0, left_out: 0 };
const FOUND = {
  suggestions: {
    failed: { versions: 2, model_size: 3_000_000, unsized: 1, left_out: 0 },
    'not-in-newest': { ...NONE, left_out: 4 },
    old: { versions: 7, model_size: 8_000_000_000, unsized: 0, left_out: 3 },
    copy: { ...NONE, left_out: 9 },
    idle: NONE,
  },
  free: { versions: 9, model_size: 9_000_000_000, unsized: 1 },
  protected: { names: 1, versions: 2 },
  excluded: { names: 0, versions: 0 },
  copy: null,
};

function open(cleanup: Cleanup = FOUND, address = '/cleanup', role: 'operator' | 'viewer' = 'operator') {
  const gateway = new TestGateway([], role);
  gateway.answer('GET', /^\/api\/cleanup$/, () => ({ status: 200, body: Cleanup.parse(cleanup) }));
  const version = { model_id: 'm', model_name: 'pose', model_version: '1.0.0', model_size: 0, create_at: 1 };
  const page = { versions: [{ ...version, reasons: ['failed', 'old'] }], next_cursor: null };
  gateway.answer('GET', /^\/api\/cleanup\/versions$/, () => {
    return { status: 200, body: SuggestedPage.parse(page) };
  });
  return { gateway, ...renderConsole(gateway, [{ path: '/cleanup', element: <CleanupPage /> }], address) };
}

it('begins with what frees the most, and says of each reason what is not known', async () => {
  open();
  expect(await screen.findByText('You can free 8.0 GB without touching anything in use.')).toBeDefined();
  expect(screen.getByText(/what is protected \(1 name and 2 versions\)/)).toBeDefined();
  const chosen = screen.getByRole('button', { name: 'Old, and not in use 8.0 GB 7 versions' });
  expect(chosen.getAttribute('aria-pressed')).toBe('true');
  expect(screen.getByText('Of 1 the size is not known.')).toBeDefined();
  expect(screen.getByText('4 have numbers of another form than 1.2.3, and stay.')).toBeDefined();
  expect(screen.getByText('3 have no date, and stay.')).toBeDefined();
  expect(screen.getByText('9 cannot be compared, as their size or source is not known.')).toBeDefined();
});

it('tells every reason of a version, and asks again as a figure is tuned', async () => {
  const { gateway, user } = open(FOUND, '/cleanup?reason=failed');
  const row = await screen.findByRole('row', { name: /^pose 1\.0\.0/ });
  expect(row.textContent).toContain('Failed build, older than 30 days');
  expect(row.textContent).toContain('Not in use, older than 12 months');
  const days = screen.getByRole('textbox', { name: 'Failed builds: Older than' });
  await user.clear(days);
  await user.type(days, '90');
  await waitFor(() =>
    expect(
      gateway
        .asked('GET', /^\/api\/cleanup$/)
        .at(-1)
        ?.query.get('failed_days'),
    ).toBe('90'),
  );
  expect(await screen.findByText('Failed build, older than 90 days')).toBeDefined();
});

it('says what was left out of what frees so much, and that there is no more', async () => {
  const { gateway, user } = open();
  gateway.answer('GET', /^\/api\/cleanup\/selection$/, ({ query }) => {
    const body: CleanupSelection = {
      names: [],
      picked: { versions: 5, model_size: 7_000_000_000, unsized: 0 },
      smaller: { versions: 2, model_size: 1_000_000, unsized: 0 },
      is_short: query.get('bytes') === '10500000000',
    };
    return { status: 200, body: CleanupSelection.parse(body) };
  });
  const least = await screen.findByRole('textbox', { name: 'Free at least, in GB' });
  await user.type(least, '7');
  await user.click(screen.getByRole('button', { name: 'Plan to free 7.0 GB…' }));
  expect(
    await screen.findByText(
      'Picked 5 versions, 7.0 GB. Left out: 2 that are as old, but smaller (1.0 MB), and all that is younger.',
    ),
  ).toBeDefined();
  await user.clear(least);
  await user.type(least, '10.5');
  await user.click(screen.getByRole('button', { name: 'Plan to free 10.5 GB…' }));
  expect(
    await screen.findByText(/^That is all that one plan can take of it: 5 versions, 7.0 GB\./),
  ).toBeDefined();
});

it('keeps what was there, and what was typed, where other figures cannot be asked for', async () => {
  const { gateway, user } = open();
  const least = await screen.findByRole('textbox', { name: 'Free at least, in GB' });
  await user.type(least, '7');
  gateway.answer('GET', /^\/api\/cleanup$/, ({ query }) =>
    query.get('old_months') === '24' ? refusal(403, 'Coppice.0009') : { status: 200, body: FOUND },
  );
  const months = screen.getByRole('textbox', { name: 'Old, and not in use: Older than' });
  await user.clear(months);
  await user.type(months, '24');
  await screen.findByText(/^What can go by these figures could not be loaded/);
  expect(screen.getByRole('button', { name: 'Old, and not in use 8.0 GB 7 versions' })).toBeDefined();
  expect(screen.getByText('Not in use, older than 12 months')).toBeDefined();
  expect(screen.getByRole('button', { name: 'Plan to free 7.0 GB…' })).toBeDefined();
  gateway.answer('GET', /^\/api\/cleanup$/, () => ({ status: 200, body: FOUND }));
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('Not in use, older than 24 months')).toBeDefined();
  expect(screen.getByRole('button', { name: 'Plan to free 7.0 GB…' })).toBeDefined();
});

it('keeps how much is to be freed when another reason is chosen', async () => {
  const { user } = open();
  await user.type(await screen.findByRole('textbox', { name: 'Free at least, in GB' }), '7');
  await user.click(screen.getByRole('button', { name: /^Failed builds / }));
  expect(await screen.findByRole('region', { name: 'Failed builds' })).toBeDefined();
  expect(screen.getByRole('button', { name: 'Plan to free 7.0 GB…' })).toBeDefined();
});

it('suggests nothing where it is not known what is in use', async () => {
  open({ ...FOUND, copy: { read_at: 1, are_services_known: false } });
  expect(await screen.findByRole('heading', { name: 'Not known what is in use' })).toBeDefined();
  expect(screen.queryByRole('list', { name: 'Reasons' })).toBeNull();
});

it('shows viewers what can go, and no way to a plan', async () => {
  open(FOUND, '/cleanup', 'viewer');
  expect(await screen.findByRole('row', { name: /^pose 1\.0\.0/ })).toBeDefined();
  expect(screen.queryByRole('button', { name: /^Plan to / })).toBeNull();
  expect(screen.queryByRole('link', { name: 'Keep as a rule…' })).toBeNull();
  expect(screen.queryByRole('button', { name: /^Actions for / })).toBeNull();
});

it('stays in the list of what is left out as it is suggested again, and on the page when there is nothing more', async () => {
  const excluded = { names: 2, versions: 0 };
  const { gateway, user } = open({ ...FOUND, excluded });
  let names = ['face', 'pose'];
  gateway.answer('GET', /\/cleanup$/, () => {
    return { status: 200, body: { ...FOUND, excluded: { ...excluded, names: names.length } } };
  });
  gateway.answer('GET', /\/exclusions$/, () => {
    const of = { model_id: '', model_version: '', note: 'why', user_name: 'kim', created_at: 1 };
    const exclusions = names.map((model_name) => ({ ...of, model_name }));
    return { status: 200, body: { exclusions, next_cursor: null } };
  });
  gateway.answer('POST', /\/exclusions/, () => {
    names = names.slice(1);
    return { status: 204, body: null };
  });
  gateway.answer('DELETE', /\/exclusions/, () => {
    names = names.slice(1);
    return { status: 204, body: null };
  });
  await user.click(await screen.findByRole('button', { name: /^Left out of cleanup/ }));
  await user.click(await screen.findByRole('button', { name: 'Suggest again: face' }));
  await waitFor(() => expect(screen.queryByText('face')).toBeNull());
  await waitFor(() => expect(document.activeElement?.tagName).toBe('LI'));
  expect(document.activeElement?.textContent).toContain('pose');
  await user.click(screen.getByRole('button', { name: 'Suggest again: pose' }));
  await waitFor(() => expect(screen.queryByRole('button', { name: /^Suggest again/ })).toBeNull());
  await waitFor(() => expect(document.activeElement).not.toBe(document.body));
});

it('keeps a note that is too long, and leaves nothing out until it is shorter', async () => {
  const { gateway, user } = open(FOUND, '/cleanup?reason=failed');
  await user.click(await screen.findByRole('button', { name: 'Actions for pose 1.0.0' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Leave this version out…' }));
  const note = await screen.findByLabelText<HTMLTextAreaElement>(/^Why/);
  await user.click(note);
  await user.paste('n'.repeat(501));
  expect(note.value).toHaveLength(501);
  expect(screen.getByText('At most 500 characters; these are 501')).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Leave out' }));
  expect(gateway.asked('POST', /exclusions/)).toEqual([]);
});
