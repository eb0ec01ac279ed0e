import '@mantine/core/styles/Drawer.css';
import { Drawer, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import { paths } from '../../app/paths.ts';
import { m } from '../../messages/messages.js';

/** Leads back from what lies over the list to the list as it was. */
export function useBackToList(): () => void {
  const navigate = useNavigate();
  const { search } = useLocation();
  return () => navigate(paths.models + search);
}

/** What lies over the list, at its side: a name, or one of its versions. */
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
