import { expect, test } from './support/fixtures.ts';
import { setGracePeriods } from './support/grace-periods.ts';
import { holdCalls } from './support/hold-calls.ts';
import { lookAt, OF_THE_MENU, SIZES } from './support/look-at.ts';
import { makeDue } from './support/make-due.ts';
import { openCascade } from './support/open-delete.ts';

const CONSENT = 'Type speech-commands to confirm';

// Every screen is looked at in both themes and two widths.
test('every screen of the list', async ({ page, signIn }) => {
  test.slow();
  await page.goto('/sign-in');
  await expect(page.getByRole('button', { name: 'viewer' })).toBeVisible();
  await lookAt(page, 'sign-in');

  await page.getByRole('link', { name: 'How it works' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('How deletions work here');
  await lookAt(page, 'help');

  await signIn();
  await expect(page.getByText('134 names')).toBeVisible();
  await lookAt(page, 'models');

  await page.getByRole('button', { name: 'Signed in as operator' }).click();
  await expect(page.getByRole('menuitemradio', { name: 'Compact' })).toBeVisible();
  await lookAt(page, 'user-menu', OF_THE_MENU);
  await page.keyboard.press('Escape');

  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: 'Go to anything' }).fill('posenet');
  await expect(page.getByRole('option', { name: 'posenet 2.2.2' })).toBeVisible();
  await lookAt(page, 'palette');
  await page.keyboard.press('Escape');

  await page.keyboard.press('Shift+?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await lookAt(page, 'keys');
  await page.keyboard.press('Escape');

  await page.getByRole('searchbox', { name: 'Search models' }).fill('zzzz');
  await expect(page.getByRole('heading', { name: 'Nothing matches' })).toBeVisible();
  await lookAt(page, 'no-match');

  await page.getByRole('searchbox', { name: 'Search models' }).fill('speech-commands');
  await page.getByRole('button', { name: 'Expand speech-commands' }).click();
  await page.getByRole('checkbox', { name: 'Select speech-commands 0.5.2' }).check();
  await lookAt(page, 'expanded');

  await page.getByRole('link', { name: '0.5.4' }).click();
  await expect(page.getByRole('dialog')).toContainText('voice-gateway');
  await lookAt(page, 'details');
  await page.getByRole('button', { name: 'Close details' }).click();

  await page.getByRole('button', { name: 'Actions for speech-commands 0.5.4' }).click();
  await expect(page.getByRole('menuitem', { name: 'Details' })).toBeVisible();
  await lookAt(page, 'menu', OF_THE_MENU);
});

test.describe('on a phone', () => {
  test.use({ viewport: SIZES.narrow });

  test('every screen of a deletion', async ({ page, signIn, registry, gateway, context }) => {
    test.slow();
    await setGracePeriods(registry, { one_version: 0, more_versions: 3600 });
    await signIn();
    const dialog = await openCascade(page, 'speech-commands', '0.5.4');
    await expect(dialog).toContainText('2 calls');
    await lookAt(page, 'delete');

    await registry.createModel('speech-commands', '9.9.9');
    await expect(dialog.getByRole('alert')).toContainText('9.9.9');
    await lookAt(page, 'plan-changed');

    await dialog.getByRole('checkbox', { name: 'those in use, or not checked' }).check();
    await lookAt(page, 'kept');
    await dialog.getByRole('checkbox', { name: 'those in use, or not checked' }).uncheck();
    await dialog.getByRole('button', { name: 'Delete later…' }).click();
    await lookAt(page, 'delete-later');
    await dialog.getByRole('button', { name: 'Delete now instead' }).click();

    await dialog.getByRole('textbox', { name: CONSENT }).fill('speech-commands');
    await dialog.getByRole('button', { name: /^Delete \d+ versions$/ }).click();
    await expect(dialog.getByRole('button', { name: 'Undo' })).toBeVisible();
    await lookAt(page, 'held');
    const letGo = await holdCalls(gateway);
    await dialog.getByRole('button', { name: 'Send now' }).click();
    await expect(dialog.getByText('Call 1 of 2')).toBeVisible();
    await lookAt(page, 'running');
    const stopped = page.waitForResponse('**/stop');
    await dialog.getByRole('button', { name: 'Stop after this call' }).click();
    // The gateway has to know of it before the call is over.
    await stopped;
    await letGo();
    await expect(page.getByText('Stopped by you')).toBeVisible();
    await registry.createModel('speech-commands', '9.9.8');
    await page.getByRole('button', { name: 'Continue', exact: true }).click();
    await expect(page.getByRole('alert')).toContainText('9.9.8');
    await lookAt(page, 'changed-while-running');
    await page.getByRole('button', { name: 'Go on without the added' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('of 32 deleted');
    await lookAt(page, 'receipt');

    await page.goto('/deletions');
    await expect(page.getByRole('table', { name: 'Deletions' })).toBeVisible();
    await lookAt(page, 'deletions');

    await context.clearCookies();
    await page.getByRole('link', { name: 'Models', exact: true }).click();
    await expect(page.getByRole('dialog', { name: 'Sign in again' })).toBeVisible();
    await lookAt(page, 'sign-in-again');
  });
});

test('every screen of the rules', async ({ page, signIn, gateway }) => {
  test.slow();
  await signIn();
  await page.route('**/api/rules', () => undefined, { times: 1 });
  await page.goto('/rules');
  await expect(page.getByRole('progressbar', { name: 'Loading' })).toBeVisible();
  await lookAt(page, 'rules-loading');
  await page.goto('/rules/new');
  await page.getByRole('textbox', { name: 'Models' }).fill('');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('textbox', { name: 'Name of the rule' }).fill('old-and-failed');
  await expect(page.getByText('patterns of the names of models')).toBeVisible();
  await lookAt(page, 'rule');
  await page.getByRole('textbox', { name: 'Models' }).fill('*');
  await page.getByRole('checkbox', { name: 'Old versions' }).check();
  await page.getByRole('checkbox', { name: 'Ask this rule by a schedule' }).check();
  await page.getByText('Delete without a person').scrollIntoViewIfNeeded();
  await lookAt(page, 'rule-schedule');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('old-and-failed');

  await page.getByRole('button', { name: 'YAML' }).click();
  const yaml = page.getByRole('textbox', { name: 'The rule as YAML' });
  const right = await yaml.inputValue();
  await yaml.fill(right.replace('count: 3', 'count: three'));
  await expect(page.getByText(/Line \d+, column \d+/)).toBeVisible();
  await lookAt(page, 'rule-yaml');
  await yaml.fill(right);

  await page.getByRole('button', { name: 'Dry run' }).click();
  await expect(page.getByRole('table', { name: 'Decisions' })).toBeVisible();
  await lookAt(page, 'dry-run');
  await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: 'Rules' }).click();
  await expect(page.getByRole('list', { name: 'Rules' })).toContainText('Last dry run');
  await makeDue(gateway);
  await expect(page.getByRole('region', { name: 'Proposal' })).toBeVisible();
  await lookAt(page, 'rules');
});
