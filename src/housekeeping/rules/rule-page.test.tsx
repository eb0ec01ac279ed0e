import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import type { SavedRule } from '../../../core/console-api/deletions/rules.ts';
import type { Schedule } from '../../../core/housekeeping/schedule/schedule.ts';
import { first } from '../../../core/testing/must.ts';
import { renderConsole } from '../../testing/render-console.tsx';
import { TestGateway } from '../../testing/test-gateway.ts';
import { DryRunPage } from '../dry-run/dry-run-page.tsx';
import { RulePage } from './rule-page.tsx';
import { RulesPage } from './rules-page.tsx';

const MINUTE = 60_000;

afterEach(() => vi.unstubAllGlobals());

const SCHEDULE: Schedule = { cron: '0 3 * * MON', time_zone: 'Europe/Berlin', enabled: true };
const CAPS = { most_versions: 5, most_bytes: 1_500_000_000, quiet_minutes: 60 };

const savedRule = (schedule: Schedule): SavedRule => ({
  rule_id: 'r',
  rule: { name: 'old', scope: { names: ['*'] }, keep: {}, delete: { failed: true }, schedule },
  ...{ created_at: 1, created_by: 'kim', changed_at: 1, changed_by: 'kim' },
  last_dry_run: null,
  next_run: { at: Date.now() + MINUTE, operator: 'kim' },
  scheduled_runs: [
    {
      scheduled_run_id: 's',
      ...{ due_at: 1_700_000_000_000, began_at: 1_700_000_000_000 + 300 * MINUTE },
      ...{ state: 'waiting', dry_run_id: 'd', versions: 7, bytes: 1_000_000 },
      ...{ why: 'over-versions', decided: null, deletion_id: null },
    },
  ],
});

function open(schedule: Schedule, { isMirrored = false } = {}) {
  const gateway = new TestGateway([]);
  gateway.session.is_mirrored = isMirrored;
  const saved = savedRule(schedule);
  gateway.answer('GET', /\/api\/rules$/, () => ({ status: 200, body: { rules: [saved] } }));
  gateway.answer('PUT', /\/api\/rules\/r$/, () => ({ status: 200, body: saved }));
  const shown = renderConsole(gateway, [{ path: '/rules/:id', element: <RulePage /> }], '/rules/r');
  return { ...shown, gateway };
}

it('says what it proposes, why it waits, and that it was late', async () => {
  open({ ...SCHEDULE, unattended: CAPS });
  const proposal = await screen.findByRole('region', { name: 'Proposal' });
  expect(proposal.textContent).toContain('This rule proposes to delete 7 versions, 1.0 MB.');
  expect(proposal.textContent).toContain('more versions than a run may delete by itself');
  expect(proposal.textContent).toContain(
    'Was due at Tue, 14 Nov 2023, 23:13 CET, began at Wed, 15 Nov 2023, 04:13 CET: the gateway was down.',
  );
  expect(within(proposal).getByRole('link').getAttribute('href')).toBe('/rules/dry-runs/d');
});

it('says in whose name it deletes by itself, and saves its limits to the byte', async () => {
  const { user, gateway } = open({ ...SCHEDULE, unattended: CAPS });
  await screen.findByText(/It deletes in the name of kim/);
  const bytes = await screen.findByRole('textbox', { name: 'Most gigabytes a run' });
  expect((bytes as HTMLInputElement).value).toBe('1.5');
  await user.clear(bytes);
  await user.type(bytes, '0.000000007');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  const sent = first(gateway.asked('PUT', /\/api\/rules\/r$/));
  expect(sent.body).toMatchObject({ rule: { schedule: { unattended: { ...CAPS, most_bytes: 7 } } } });
});

it('lets nobody switch that on before a remote registry, and says why', async () => {
  open(SCHEDULE, { isMirrored: true });
  const unattended = await screen.findByLabelText(/^Delete without a person/);
  expect(unattended.hasAttribute('disabled')).toBe(true);
  expect(screen.getByText(/Not before a remote registry/)).toBeTruthy();
});

it('gives the focus to the note of who declines, and back, and to Cancel before a rule is removed', async () => {
  const { user } = open(SCHEDULE);
  const focused = () => document.activeElement?.textContent;
  await user.click(await screen.findByRole('button', { name: 'Decline…' }));
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Why not (optional)' }));
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(focused()).toBe('Decline…');
  await user.click(screen.getByRole('button', { name: 'Remove rule' }));
  expect(focused()).toBe('Cancel');
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(focused()).toBe('Remove rule');
});

it('tells the proposals of several rules apart', async () => {
  const gateway = new TestGateway([]);
  const one = savedRule(SCHEDULE);
  const other = { ...one, rule_id: 'o', rule: { ...one.rule, name: 'other' } };
  gateway.answer('GET', /\/api\/rules$/, () => ({ status: 200, body: { rules: [one, other] } }));
  renderConsole(gateway, [{ path: '/rules', element: <RulesPage /> }], '/rules');
  await screen.findByRole('region', { name: 'Proposal: old' });
  screen.getByRole('region', { name: 'Proposal: other' });
});

/** Has the next dry run tell what it is told to, line by line, until it is stopped. */
function dryRunAnswers() {
  const lines = new TransformStream<unknown, Uint8Array>({
    transform: (event, out) => out.enqueue(new TextEncoder().encode(`${JSON.stringify(event)}\n`)),
  });
  const writer = lines.writable.getWriter();
  vi.stubGlobal('fetch', async (_path: string, { signal }: RequestInit) => {
    signal?.addEventListener('abort', () => void writer.abort().catch(() => undefined));
    return new Response(lines.readable);
  });
  return (event: unknown) => writer.write(event);
}

const focused = () => document.activeElement?.textContent;

it('gives the focus to Stop while a dry run is under way, and to Dry run again once it is stopped', async () => {
  const { user } = open(SCHEDULE);
  dryRunAnswers();
  await user.click(await screen.findByRole('button', { name: 'Dry run' }));
  expect(focused()).toBe('Stop');
  await user.keyboard('{Enter}');
  await screen.findByText(/Stopped/);
  await waitFor(() => expect(focused()).toBe('Dry run'));
});

it('gives the focus to Dry run again when it fails, but not from where somebody is meanwhile', async () => {
  const { user } = open(SCHEDULE);
  const first = dryRunAnswers();
  await user.click(await screen.findByRole('button', { name: 'Dry run' }));
  void first({ event: 'failed' });
  await screen.findByRole('alert');
  await waitFor(() => expect(focused()).toBe('Dry run'));
  const second = dryRunAnswers();
  await user.keyboard('{Enter}');
  expect(focused()).toBe('Stop');
  const name = screen.getByRole('textbox', { name: 'Name of the rule' });
  await user.click(name);
  void second({ event: 'failed' });
  await screen.findByRole('alert');
  expect(document.activeElement).toBe(name);
});

it('leads to what it found with the focus on its heading', async () => {
  const gateway = new TestGateway([]);
  gateway.answer('GET', /\/api\/rules$/, () => ({ status: 200, body: { rules: [savedRule(SCHEDULE)] } }));
  gateway.answer('GET', /\/names$/, () => ({ status: 200, body: { names: [], next: null } }));
  const routes = [
    { path: '/rules/:id', element: <RulePage /> },
    { path: '/rules/dry-runs/:id', element: <DryRunPage /> },
  ];
  const { user } = renderConsole(gateway, routes, '/rules/r');
  const tell = dryRunAnswers();
  await user.click(await screen.findByRole('button', { name: 'Dry run' }));
  const sums = { scope: 0, keep: 0, delete: 0, bytes: 0, unsized: 0, clauses: {} };
  const { rule } = savedRule(SCHEDULE);
  void tell({
    event: 'done',
    dry_run: {
      ...{ dry_run_id: 'd', rule_id: 'r', rule, sums },
      ...{ made_at: 1, made_by: 'kim', due_at: null, copy: null, before: null },
    },
  });
  const heading = await screen.findByRole('heading', { level: 1, name: /scope|nothing|no /i });
  await waitFor(() => expect(document.activeElement).toBe(heading));
});

it('keeps a name that is pasted and too long, says so, and sends nothing until it is shorter', async () => {
  const { user, gateway } = open(SCHEDULE);
  const name = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Name of the rule' });
  await user.clear(name);
  await user.click(name);
  await user.paste('n'.repeat(65));
  expect(name.value).toHaveLength(65);
  expect(screen.getByText(/expected a name of at most 64 characters/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(gateway.asked('PUT', /\/api\/rules\/r$/)).toEqual([]);
  await user.type(name, '{Backspace}');
  expect(screen.queryByText(/expected a name of at most 64 characters/)).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(gateway.asked('PUT', /\/api\/rules\/r$/)).toHaveLength(1);
});

it('keeps a note of who declines that is too long, and sends nothing until it is shorter', async () => {
  const { user, gateway } = open(SCHEDULE);
  gateway.answer('POST', /decline$/, () => ({ status: 204, body: null }));
  await user.click(await screen.findByRole('button', { name: 'Decline…' }));
  const note = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Why not (optional)' });
  await user.paste('n'.repeat(501));
  expect(note.value).toHaveLength(501);
  expect(screen.getByText('At most 500 characters; these are 501')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Decline the proposal' }).hasAttribute('disabled')).toBe(true);
  await user.type(note, '{Backspace}');
  await user.click(screen.getByRole('button', { name: 'Decline the proposal' }));
  expect(gateway.asked('POST', /decline$/).map(({ body }) => body)).toEqual([{ note: 'n'.repeat(500) }]);
});
