import { Button, Code } from '@mantine/core';
import { IconCloudOff, IconSeedling, IconZoomQuestion } from '@tabler/icons-react';
import { type ReactNode, Suspense } from 'react';
import type { ModelGroupPage } from '../../core/console-api/models/model-groups.ts';
import { m } from '../messages/messages.js';
import { useIsMirrored } from '../session/session-hooks.ts';
import { PageState } from '../ui/errors/page-state.tsx';
import { useExplained } from '../ui/errors/use-explained.ts';
import { lazyPart } from '../ui/load-code.ts';
import type { ListAddress } from './list-address.ts';

const EmptyMirror = lazyPart(() => import('../sync-status/empty-copy.tsx'), 'EmptyMirror');

/** The list, or why there is none: it could not be loaded, nothing matches, or the registry is empty. */
export function ListTrouble(props: {
  list: { data: { pages: ModelGroupPage[] } | undefined; error: unknown; refetch: () => unknown };
  address: ListAddress;
  children: ReactNode;
}) {
  const { list, address } = props;
  const isMirrored = useIsMirrored();
  const first = list.data?.pages[0];
  if (!first && list.error) {
    return <ListFailed error={list.error} onRetry={list.refetch} />;
  }
  if (!first || first.groups.length > 0) return props.children;
  if (first.is_empty_registry && isMirrored) {
    return (
      <Suspense>
        <EmptyMirror />
      </Suspense>
    );
  }
  if (first.is_empty_registry) {
    return (
      <PageState icon={IconSeedling} title={m.list_empty_title()} text={m.list_empty_text()}>
        <Code>{m.list_empty_command()}</Code>
      </PageState>
    );
  }
  return (
    <PageState icon={IconZoomQuestion} title={m.list_no_match_title()} text={m.list_no_match_text()}>
      <Button variant="default" onClick={address.clear}>
        {m.clear_filters()}
      </Button>
    </PageState>
  );
}

function ListFailed({ error, onRetry }: { error: unknown; onRetry: () => unknown }) {
  const { whatHappened, whatToDo } = useExplained(error);
  return (
    <PageState
      icon={IconCloudOff}
      tone="trouble"
      title={m.list_failed_title()}
      text={m.sentences({ first: whatHappened, second: whatToDo })}
    >
      <Button onClick={() => onRetry()}>{m.try_again()}</Button>
    </PageState>
  );
}
