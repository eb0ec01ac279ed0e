import { Button, Stack, Text, Title } from '@mantine/core';
import { useRouteError } from 'react-router-dom';
import { m } from '../messages/messages.js';
import { useTabTitle } from '../ui/use-tab-title.ts';

/** What a page shows when it broke: nothing that was done is lost, and there is a way on. */
export function PageError() {
  const error = useRouteError();
  useTabTitle(m.page_error_title());
  return (
    <Stack maw={540} mx="auto" px="md" py="xl">
      <Title order={1} size="h2">
        {m.page_error_title()}
      </Title>
      <Text>{m.page_error_text()}</Text>
      <Text size="sm" c="dimmed" ff="monospace">
        {error instanceof Error ? error.message : String(error)}
      </Text>
      <Button onClick={() => window.location.reload()} w="fit-content">
        {m.reload_page()}
      </Button>
    </Stack>
  );
}
