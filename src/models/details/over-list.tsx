import '@mantine/core/styles/Drawer.css';
import { Drawer, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import { paths } from '../../app/paths.ts';
import { m } from '../../messages/messages.js';

/** Told by the page of a name to a version that it leads to: that page is one step back. */
export type Arrival = { isFromName: true };

/** Leads back from a version to the list as it was, or to the page of its name, if it was there that one came from. */
export function useBackToList(): () => void {
  const navigate = useNavigate();
  const { search, state } = useLocation();
  return () => void (cameFromName(state) ? navigate(-1) : navigate(paths.models + search));
}

function cameFromName(state: unknown): boolean {
  return typeof state === 'object' && state !== null && 'isFromName' in state;
}

/** What lies over the list, at its side: a version. */
export function OverList({ title, children }: { title: ReactNode; children: ReactNode }) {
  const close = useBackToList();
  return (
    <Drawer
      opened
      onClose={close}
      position="right"
      size={560}
      title={
        <Text component="span" fw={650} size="lg">
          {title}
        </Text>
      }
      closeButtonProps={{ 'aria-label': m.close_details() }}
    >
      {children}
    </Drawer>
  );
}
