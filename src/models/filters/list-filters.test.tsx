import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { ModelGroupPage } from '../../../core/console-api/models/model-groups.ts';
import { versionsOf } from '../../testing/fixtures.ts';
import { renderConsole } from '../../testing/render-console.tsx';
import { TestGateway } from '../../testing/test-gateway.ts';
import { ModelsPage } from '../models-page.tsx';

beforeEach(() => localStorage.clear());

async function open(address = '/models', left_out?: ModelGroupPage['left_out']) {
  const gateway = new TestGateway([...versionsOf('pose', 4), ...versionsOf('voice', 1)]);
  const owners = [
    { owner: 'u-1', owner_name: 'maria', versions: 4 },
    { owner: 'u-2', owner_name: '', versions: 1 },
  ];
  gateway.answer('GET', /model-owners$/, () => ({ status: 200, body: { owners, has_more: false } }));
  gateway.answer('GET', /model-groups$/, (request) => {
    const answer = gateway.usual(request);
    if (answer === 'lost' || left_out === undefined) return answer;
    return { ...answer, body: { ...ModelGroupPage.parse(answer.body), left_out } };
  });
  const page = renderConsole(gateway, [{ path: '/models', element: <ModelsPage /> }], address);
  await screen.findByRole('treegrid', { name: 'Models' });
  return { gateway, ...page };
}

/** What the list was last asked for beside its order. */
function asked(gateway: TestGateway): string {
  const query = new URLSearchParams(gateway.asked('GET', /model-groups$/).at(-1)?.query);
  for (const name of ['sort', 'order']) query.delete(name);
  return decodeURIComponent(query.toString()).replaceAll('+', ' ');
}

const chip = (name: string) => screen.findByRole('button', { name: `Remove the filter ${name}` });

describe('more filters', () => {
  it('are asked for together, and each is taken away by itself', async () => {
    const { gateway, user, router } = await open();
    await user.click(await screen.findByRole('button', { name: 'More filters' }));
    const form = await screen.findByRole('dialog', { name: 'More filters' });
    await user.type(within(form).getByRole('textbox', { name: 'At least' }), '1.5 gb');
    await user.selectOptions(within(form).getByRole('combobox', { name: 'Created' }), 'Not in the last');
    await user.type(within(form).getByRole('textbox', { name: 'Leave out the newest' }), '3');
    await user.selectOptions(within(form).getByRole('combobox', { name: 'Protection' }), 'Not protected');
    await user.click(await within(form).findByRole('checkbox', { name: /maria/ }));
    await user.click(within(form).getByRole('button', { name: 'Apply' }));

    await waitFor(() =>
      expect(asked(gateway)).toBe('created=older-90d&size=1500MB..&not_in_newest=3&protected=no&owner=u-1'),
    );
    expect(screen.queryByRole('dialog')).toBeNull();
    await screen.findByRole('button', { name: 'More filters: 5' });
    await user.click(await chip('Owner: maria'));
    await user.click(await chip('Created: not in the last 90 days'));
    await user.click(await chip('Size: at least 1.5 GB'));
    await waitFor(() => expect(asked(gateway)).toBe('not_in_newest=3&protected=no'));
    // One stays among the filters as they go.
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Not in the newest 3'));
    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    expect(router.state.location.search).toBe('');
    await waitFor(() => expect(document.activeElement).not.toBe(document.body));
  });

  it('say what is not right, and ask for nothing until it is', async () => {
    const { gateway, user } = await open();
    const before = gateway.asked('GET', /model-groups$/).length;
    await user.click(await screen.findByRole('button', { name: 'More filters' }));
    const least = await screen.findByRole('textbox', { name: 'At least' });
    await user.type(least, 'huge{Enter}');
    await screen.findByText('Write a size, like 500 MB or 1.5 GB');
    expect(gateway.asked('GET', /model-groups$/)).toHaveLength(before);
    await user.clear(least);
    await user.type(least, '5 MB{Enter}');
    await chip('Size: at least 5.0 MB');
  });

  it('tell how many are left out for what the registry does not say', async () => {
    await open('/models?size=1GB..', { versions: 1001, is_at_least: true });
    await screen.findByText('1,001+ left out, as the registry does not tell their size or date');
  });
});

describe('what this browser remembers', () => {
  it('is which columns are shown and how high the lines are', async () => {
    const { user } = await open();
    await user.click(await screen.findByRole('button', { name: 'View' }));
    await user.click(await screen.findByRole('menuitemcheckbox', { name: 'Size' }));
    await user.click(await screen.findByRole('menuitemcheckbox', { name: 'Created' }));
    const grid = screen.getByRole('treegrid', { name: 'Models' });
    expect(grid.dataset['hides']).toBe('size created');
    await user.click(await screen.findByRole('menuitemcheckbox', { name: 'Size' }));
    expect(grid.dataset['hides']).toBe('created');
    await user.click(await screen.findByRole('menuitemradio', { name: 'Compact' }));
    expect(localStorage.getItem('coppice-hidden-columns')).toBe('created');
    expect(localStorage.getItem('coppice-density')).toBe('compact');
  });

  it('is a filter under a name, which is a link, until it is removed', async () => {
    const { user, router } = await open('/models?protected=yes');
    await user.click(await screen.findByRole('button', { name: 'My filters' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Save this filter…' }));
    await user.type(await screen.findByRole('textbox', { name: 'Name of this filter' }), 'golden{Enter}');
    await user.click(await screen.findByRole('button', { name: 'Clear filters' }));
    expect(router.state.location.search).toBe('');
    await user.click(await screen.findByRole('button', { name: 'My filters' }));
    await user.click(await screen.findByRole('menuitem', { name: 'golden' }));
    await waitFor(() => expect(router.state.location.search).toContain('protected=yes'));
    await user.click(await screen.findByRole('button', { name: 'My filters' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Remove saved filters…' }));
    await user.click(await screen.findByRole('button', { name: 'Remove golden' }));
    expect(localStorage.getItem('coppice-saved-filters')).toBe('{"project-1":[]}');
  });
});
