import { Center, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';

/** A page or list with nothing to show: why, and the ways on as children. */
export function PageState(props: {
  icon: Icon;
  title: string;
  text: string;
  tone?: 'calm' | 'trouble';
  children?: ReactNode;
}) {
  const isTrouble = props.tone === 'trouble';
  return (
    <Center py={72} px="md" role={isTrouble ? 'alert' : undefined}>
      <Stack align="center" gap="sm" maw={440}>
        <ThemeIcon size={52} radius="xl" variant="light" color={isTrouble ? 'red' : 'gray'} aria-hidden>
          <props.icon size={26} stroke={1.6} />
        </ThemeIcon>
        <Title order={2} size="h4" ta="center">
          {props.title}
        </Title>
        <Text c="dimmed" ta="center" size="sm">
          {props.text}
        </Text>
        {props.children}
      </Stack>
    </Center>
  );
}
