import { Button, Code } from '@mantine/core';
import { IconSeedling, IconZoomQuestion } from '@tabler/icons-react';
import { m } from '../messages/messages.js';
import { PageState } from '../ui/errors/page-state.tsx';

/** Why a list that was read has nothing: there is nothing in the registry, or nothing that matches. */
export function EmptyList({ isEmptyRegistry, onClear }: { isEmptyRegistry: boolean; onClear: () => void }) {
  if (isEmptyRegistry) {
    return (
      <PageState icon={IconSeedling} title={m.list_empty_title()} text={m.list_empty_text()}>
        <Code>{m.list_empty_command()}</Code>
      </PageState>
    );
  }
  return (
    <PageState icon={IconZoomQuestion} title={m.list_no_match_title()} text={m.list_no_match_text()}>
      <Button variant="default" onClick={onClear}>
        {m.clear_filters()}
      </Button>
    </PageState>
  );
}
