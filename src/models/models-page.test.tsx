import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Session } from '../../core/console-api/access/session.ts';
import { tellChangedNames } from '../api/live/changed-names.ts';
import { idOf, serviceNamed, versionsOf } from '../testing/fixtures.ts';
import { renderConsole } from '../testing/render-console.tsx';
import { TestGateway } from '../testing/test-gateway.ts';
import { ModelsPage } from './models-page.tsx';

const gatewayOf = (role: Session['role'] = 'operator') =>
  new TestGateway([...versionsOf('hand', 2), ...versionsOf('pose', 4), ...versionsOf('voice', 1)], role);

async function open(gateway = gatewayOf(), address = '/models') {
  const page = renderConsole(gateway, [{ path: '/models', element: <ModelsPage /> }], address);
  await screen.findByRole('button', { name: 'Expand pose' });
  return { gateway, ...page };
}

const tick = (name: string) => screen.findByRole('checkbox', { name: `Select ${name}` });
const tickName = (name: string) => screen.findByRole('checkbox', { name: `Select all versions of ${name}` });
const bar = () => screen.findByRole('region', { name: 'Selection' });

/** What is said to be selected. */
async function selected(): Promise<string> {
  const text = (await bar()).querySelector('[aria-live]')?.textContent;
  if (!text) throw new Error('Nothing is said of the selection.');
  return text;
}

const isNothingSelected = () => expect(screen.queryByRole('region', { name: 'Selection' })).toBeNull();

function state(box: HTMLElement): 'all' | 'some' | 'none' {
  if (!(box instanceof HTMLInputElement)) throw new Error('No checkbox.');
  return box.indeterminate ? 'some' : box.checked ? 'all' : 'none';
}

/** The dialog of a deletion, by its question. */
const question = (name: string) => screen.findByRole('heading', { name });

describe('a selection', () => {
  it('of a name is all of its versions, and their bytes', async () => {
    const { user } = await open();
    isNothingSelected();
    await user.click(await tickName('pose'));
    expect(await selected()).toBe('1 name selected · 4 versions · 4.0 MB');
    await user.click(await tickName('hand'));
    expect(await selected()).toBe('2 names selected · 6 versions · 6.0 MB');
    await user.click(await tickName('pose'));
    expect(await selected()).toBe('1 name selected · 2 versions · 2.0 MB');
  });

  it('of a version shows its name as mixed, and of all of them as whole', async () => {
    const { user } = await open();
    await user.click(await screen.findByRole('button', { name: 'Expand hand' }));
    await user.click(await tick('hand 1.0.0'));
    expect(await selected()).toBe('1 name selected · 1 version · 1.0 MB');
    expect(state(await tickName('hand'))).toBe('some');
    await user.click(await tick('hand 1.0.1'));
    expect(state(await tickName('hand'))).toBe('all');
  });

  it('of a range is every line from the one before up to it', async () => {
    const { user } = await open();
    await user.click(await screen.findByRole('button', { name: 'Expand pose' }));
    await user.click(await tick('pose 1.0.3'));
    await user.keyboard('{Shift>}');
    await user.click(await tick('pose 1.0.1'));
    await user.keyboard('{/Shift}');
    expect(await selected()).toBe('1 name selected · 3 versions · 3.0 MB');
    expect(state(await tick('pose 1.0.2'))).toBe('all');
    expect(state(await tick('pose 1.0.0'))).toBe('none');
  });

  it('of a range takes closed names whole', async () => {
    const { user } = await open();
    await user.click(await tickName('hand'));
    await user.keyboard('{Shift>}');
    await user.click(await tickName('voice'));
    await user.keyboard('{/Shift}');
    expect(await selected()).toBe('3 names selected · 7 versions · 7.0 MB');
  });

  it('is made by keyboard: x for a line, Shift+X for a range', async () => {
    const { user } = await open();
    await user.keyboard('j');
    await user.keyboard('x');
    expect(await selected()).toBe('1 name selected · 2 versions · 2.0 MB');
    await user.keyboard('{ArrowDown}{ArrowDown}X');
    expect(await selected()).toBe('3 names selected · 7 versions · 7.0 MB');
    await user.keyboard('x');
    expect(await selected()).toBe('2 names selected · 6 versions · 6.0 MB');
  });

  it('is cleared by its button', async () => {
    const { user } = await open();
    await user.click(await tickName('pose'));
    await user.click(within(await bar()).getByRole('button', { name: 'Clear' }));
    isNothingSelected();
    expect(state(await tickName('pose'))).toBe('none');
  });
});

describe('all that match', () => {
  it('are all versions where nothing narrows the list', async () => {
    const { user } = await open();
    await user.click(await screen.findByRole('checkbox', { name: 'Select all 7 versions' }));
    expect(await selected()).toBe('3 names selected · 7 versions · 7.0 MB · all 7 versions');
    expect(state(await tickName('voice'))).toBe('all');
  });

  it('are those that the filter finds, and their names are mixed', async () => {
    const { user } = await open(gatewayOf(), '/models?search=1.0.1');
    await user.click(await screen.findByRole('checkbox', { name: 'Select all 2 matching versions' }));
    expect(await selected()).toBe('2 names selected · 2 versions · 2.0 MB · all 2 that match');
    expect(state(await tickName('pose'))).toBe('some');
  });

  it('but some, where a name is unticked', async () => {
    const { user } = await open();
    await user.click(await screen.findByRole('checkbox', { name: 'Select all 7 versions' }));
    await user.click(await tickName('pose'));
    expect(await selected()).toBe('2 names selected · 3 versions · of 7 that match');
  });

  it('are let go once the filter changes, which is said', async () => {
    const { user } = await open(gatewayOf(), '/models?search=1.0.1');
    await user.click(await screen.findByRole('checkbox', { name: 'Select all 2 matching versions' }));
    await user.click(await screen.findByRole('button', { name: 'Clear filters' }));
    await screen.findByText(/^The selection was cleared/);
    isNothingSelected();
  });

  it('are asked for by the filter when they are deleted', async () => {
    const { user, gateway } = await open(gatewayOf(), '/models?search=1.0.1');
    await user.click(await screen.findByRole('checkbox', { name: 'Select all 2 matching versions' }));
    await user.click(within(await bar()).getByRole('button', { name: 'Delete…' }));
    await question('Delete 2 of 6 versions of 2 models?');
    expect(gateway.asked('GET', /matching-versions$/).map(({ query }) => query.toString())).toEqual([
      'search=1.0.1',
    ]);
  });
});

describe('a selection while others change the registry', () => {
  it('lets go of a version that is gone', async () => {
    const { user, gateway } = await open();
    await user.click(await screen.findByRole('button', { name: 'Expand pose' }));
    await user.click(await tick('pose 1.0.3'));
    await user.click(await tick('pose 1.0.2'));
    expect(await selected()).toBe('1 name selected · 2 versions · 2.0 MB');
    gateway.registry.remove(idOf('pose', 3), 'somebody');
    act(() => tellChangedNames(new Set(['pose'])));
    await waitFor(async () => expect(await selected()).toBe('1 name selected · 1 version · 1.0 MB'));
  });

  it('lets go of a name that is gone', async () => {
    const { user, gateway } = await open();
    await user.click(await tickName('voice'));
    await user.click(await tickName('hand'));
    gateway.registry.remove(idOf('voice', 0), 'somebody');
    act(() => tellChangedNames(new Set(['voice'])));
    await waitFor(async () => expect(await selected()).toBe('1 name selected · 2 versions · 2.0 MB'));
  });

  it('counts what came to a name that is selected whole', async () => {
    const { user, gateway } = await open();
    await user.click(await tickName('voice'));
    for (const model of versionsOf('voice', 3).slice(1)) gateway.registry.add(model);
    act(() => tellChangedNames('any'));
    await waitFor(async () => expect(await selected()).toBe('1 name selected · 3 versions · 3.0 MB'));
  });

  it('asks nothing where the change is of other names', async () => {
    const { user, gateway } = await open();
    await user.click(await tickName('voice'));
    act(() => tellChangedNames(new Set(['pose'])));
    for (const model of versionsOf('voice', 2).slice(1)) gateway.registry.add(model);
    act(() => tellChangedNames(new Set(['voice'])));
    await waitFor(async () => expect(await selected()).toBe('1 name selected · 2 versions · 2.0 MB'));
    const asked = gateway.asked('GET', /model-groups$/).filter(({ query }) => query.has('names'));
    expect(asked.map(({ query }) => query.getAll('names'))).toEqual([['voice']]);
  });
});

describe('the Delete key', () => {
  it('means the line where nothing is selected', async () => {
    const { user } = await open();
    await user.keyboard('jj{Delete}');
    await question('Delete 4 of 4 versions of pose?');
  });

  it('means a version alone on the line of a version', async () => {
    const { user } = await open();
    await user.click(await screen.findByRole('button', { name: 'Expand hand' }));
    await tick('hand 1.0.1');
    await user.keyboard('jj{Delete}');
    await question('Delete 1 of 2 versions of hand?');
  });

  it('means the selection, whatever line it is pressed on', async () => {
    const { user } = await open();
    await user.keyboard('jx{ArrowDown}{ArrowDown}x{ArrowUp}');
    expect(document.activeElement?.textContent).toContain('pose');
    await user.keyboard('{Delete}');
    await question('Delete 3 of 3 versions of 2 models?');
  });

  it('means nothing to a viewer, whose button says why', async () => {
    const { user } = await open(gatewayOf('viewer'));
    await user.keyboard('jx');
    const remove = within(await bar()).getByRole('button', { name: 'Delete…' });
    expect(remove.hasAttribute('disabled')).toBe(true);
    expect((await bar()).textContent).toContain('Viewers cannot delete.');
    await user.keyboard('{Delete}');
    expect(screen.queryByRole('alertdialog')).toBeNull();
  });
});

describe('the keys of the list', () => {
  it('open and close a name, and go up to it from its version', async () => {
    const { user } = await open();
    await user.keyboard('j{Enter}');
    await tick('hand 1.0.1');
    await user.keyboard('{ArrowDown}{ArrowLeft}{ArrowLeft}');
    await screen.findByRole('button', { name: 'Expand hand' });
    await user.keyboard('{ArrowRight}');
    await screen.findByRole('button', { name: 'Collapse hand' });
  });

  it('go to the ends of the list, and open the menu of the line', async () => {
    const { user } = await open();
    await user.keyboard('j{End}m');
    await screen.findByRole('menuitem', { name: 'Delete its only version (1.0.0)…' });
  });
});

describe('a line', () => {
  it('tells what uses its versions', async () => {
    const gateway = gatewayOf();
    gateway.use(idOf('pose', 1), serviceNamed('voice-gateway'));
    const { user } = await open(gateway);
    await screen.findByText('1 service');
    await user.click(await screen.findByRole('button', { name: 'Expand pose' }));
    await screen.findByText('voice-gateway');
  });

  it('says why its versions could not be read, and reads them again', async () => {
    const gateway = gatewayOf();
    const broken = () => ({ status: 500, body: { error_code: 'Coppice.0008', error_msg: '' } });
    gateway.answer('GET', /\/pose\/versions$/, broken, 1);
    const { user } = await open(gateway);
    await user.click(await screen.findByRole('button', { name: 'Expand pose' }));
    await screen.findByRole('alert');
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await tick('pose 1.0.0');
  });
});

describe('a protection', () => {
  const menuOf = async (user: Awaited<ReturnType<typeof open>>['user'], line: string, entry: string) => {
    await user.click(await screen.findByRole('button', { name: `Actions for ${line}` }));
    await user.click(await screen.findByRole('menuitem', { name: entry }));
  };

  it('is set with a reason, shows on the rows, and is lifted by one act that says who set it and why', async () => {
    const { user, gateway } = await open();
    await user.click(await screen.findByRole('button', { name: 'Expand hand' }));
    await menuOf(user, 'hand 1.0.0', 'Protect…');
    const form = await screen.findByRole('dialog', { name: 'Protect hand 1.0.0' });
    const protect = await within(form).findByRole('button', { name: 'Protect' });
    expect(protect.hasAttribute('disabled')).toBe(true);
    await user.type(within(form).getByRole('textbox', { name: /^Why/ }), ' golden model ');
    await user.click(protect);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(gateway.asked('PUT', /protections$/)[0]?.body).toEqual({
      ...{ model_id: idOf('hand', 0), note: 'golden model', until: null },
    });
    await screen.findByText('1 protected');

    await menuOf(user, 'hand 1.0.0', 'Lift protection…');
    const lift = await screen.findByRole('dialog', { name: 'Lift the protection of hand 1.0.0?' });
    expect(lift.textContent).toContain('Protected by operator, until somebody lifts it');
    expect(lift.textContent).toContain('golden model');
    await user.click(within(lift).getByRole('button', { name: 'Lift protection' }));
    await waitFor(() => expect(screen.queryByText('1 protected')).toBeNull());
    expect(gateway.asked('DELETE', /protections$/)).toHaveLength(1);
  });

  it('is not offered to a viewer', async () => {
    const { user } = await open(gatewayOf('viewer'));
    await user.click(await screen.findByRole('button', { name: 'Actions for pose' }));
    const entry = await screen.findByRole('menuitem', { name: 'Protect all versions…' });
    expect(entry.hasAttribute('disabled') || entry.getAttribute('data-disabled') === 'true').toBe(true);
  });
});
