import { Button, MantineProvider } from '@mantine/core';
import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { theme } from '../app/theme.ts';

/** A form with a button in the state that it is told, and how often it was sent. */
function open() {
  let sent = 0;
  const show = (state: { loading?: boolean; disabled?: boolean }) => (
    <MantineProvider theme={theme} env="test">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          sent += 1;
        }}
      >
        <Button type="submit" {...state}>
          Save
        </Button>
        <Button>Other</Button>
      </form>
    </MantineProvider>
  );
  const { rerender } = render(show({}));
  const user = userEvent.setup({ delay: null });
  return { user, become: (state: Parameters<typeof show>[0]) => rerender(show(state)), sent: () => sent };
}

const save = () => screen.getByRole('button', { name: 'Save' });

it('keeps the focus while it is busy and when it is off afterwards, but does nothing, and says so', async () => {
  const { user, become, sent } = open();
  await user.click(save());
  expect(sent()).toBe(1);
  for (const state of [{ loading: true }, { disabled: true }]) {
    become(state);
    expect(document.activeElement).toBe(save());
    expect(save().hasAttribute('disabled')).toBe(false);
    expect(save().getAttribute('aria-disabled')).toBe('true');
    await user.keyboard('{Enter}');
    await user.click(save());
    expect(sent()).toBe(1);
  }
  await user.tab();
  expect(document.activeElement?.textContent).toBe('Other');
  expect(save().hasAttribute('disabled')).toBe(true);
  expect(save().hasAttribute('aria-disabled')).toBe(false);
});

it('is off as any other where it has no focus to lose', async () => {
  const { user, become, sent } = open();
  become({ disabled: true });
  expect(save().hasAttribute('disabled')).toBe(true);
  become({ loading: true });
  become({ disabled: true });
  expect(save().hasAttribute('disabled')).toBe(true);
  become({});
  await user.click(save());
  expect(sent()).toBe(1);
});
