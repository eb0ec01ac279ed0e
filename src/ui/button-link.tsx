import { Button, type ButtonProps } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';

/** A link that looks like a button: for going somewhere, where a button does something. */
export function ButtonLink({ to, children, ...look }: ButtonProps & { to: string; children: ReactNode }) {
  return (
    <Button component={Link} to={to} {...look}>
      {children}
    </Button>
  );
}
