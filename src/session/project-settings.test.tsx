import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Session } from '../../core/console-api/access/session.ts';
import { renderConsole } from '../testing/render-console.tsx';
import { refusal, TestGateway } from '../testing/test-gateway.ts';
import { ProjectSettings } from './project-settings.tsx';

const PATH = /^\/api\/settings\/grace-periods$/;

async function open(role: Session['role'] = 'operator') {
  const gateway = new TestGateway([], role);
  gateway.answer('GET', PATH, () => ({ status: 200, body: { one_version: 0, more_versions: 10 } }));
  gateway.answer('PUT', PATH, ({ body }) => ({ status: 200, body }));
  const dialog = <ProjectSettings session={gateway.session} onClose={() => undefined} />;
  const page = renderConsole(gateway, [{ path: '*', element: dialog }], '/models');
  const [one, more] = await screen.findAllByRole<HTMLInputElement>('textbox');
  if (!one || !more) throw new Error('A field is missing.');
  return { gateway, one, more, ...page };
}

describe("a project's settings", () => {
  it('show how long a deletion can be taken back, and save it', async () => {
    const { gateway, user, one, more } = await open();
    expect([one.value, more.value]).toEqual(['0', '10']);
    await user.clear(more);
    await user.type(more, '30');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText(/^Saved\./)).toBeDefined();
    expect(gateway.asked('PUT', PATH).map(({ body }) => body)).toEqual([
      { one_version: 0, more_versions: 30 },
    ]);
    await user.type(more, '0');
    expect(screen.queryByText(/^Saved\./)).toBeNull();
  });

  it.each(['3601', '-1', ''])('save nothing that is no time to wait: %j', async (typed) => {
    const { user, more } = await open();
    await user.clear(more);
    if (typed !== '') await user.type(more, typed);
    expect(more.getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByText('A whole number from 0 to 3,600')).toBeDefined();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Save' }).disabled).toBe(true);
  });

  it('say what went wrong, and keep what was typed', async () => {
    const { gateway, user, one } = await open();
    gateway.answer('PUT', PATH, () => refusal(403, 'ModelArts.0108'));
    await user.clear(one);
    await user.type(one, '5');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect((await screen.findByRole('alert')).textContent).toContain('You have no permission for this.');
    expect(one.value).toBe('5');
  });

  it('are only looked at by who may not delete', async () => {
    const { one, more } = await open('viewer');
    expect([one.readOnly, more.readOnly]).toEqual([true, true]);
    expect(screen.queryByRole('button', { name: 'Save' })).toBeNull();
    expect(screen.getByText('Who may delete models can change this.')).toBeDefined();
  });
});
