import { Button, Stack, Text, Title } from '@mantine/core';
import { useRouteError } from 'react-router-dom';
import { m } from '../messages/messages.js';
import { NoCodeError } from '../ui/load-code.ts';
import { useTabTitle } from '../ui/use-tab-title.ts';
import { useOpenAgain } from './use-open-again.ts';

/** What a page shows when it broke: nothing that was done is lost, and there is a way on. */
export function PageError() {
  const error = useRouteError();
  const isWithoutCode = error instanceof NoCodeError;
  const opensItself = useOpenAgain(isWithoutCode);
  const title = opensItself ? m.page_no_code_title() : m.page_error_title();
  useTabTitle(title);
  return (
    <Stack maw={540} mx="auto" px="md" py="xl">
      <Title order={1} size="h2">
        {title}
      </Title>
      <Text>{opensItself ? m.page_no_code_text() : m.page_error_text()}</Text>
      <Text size="sm" c="dimmed" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
        {error instanceof Error ? error.message : String(error)}
      </Text>
      <Button onClick={() => window.location.reload()} w="fit-content">
        {m.reload_page()}
      </Button>
    </Stack>
  );
}
