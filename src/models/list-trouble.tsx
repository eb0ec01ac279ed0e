import { Button } from '@mantine/core';
import { IconCloudOff } from '@tabler/icons-react';
import { type ReactNode, Suspense, useEffectEvent, useLayoutEffect, useRef } from 'react';
import type { ModelGroupPage } from '../../core/console-api/models/model-groups.ts';
import { m } from '../messages/messages.js';
import { useIsMirrored } from '../session/session-hooks.ts';
import { PageState } from '../ui/errors/page-state.tsx';
import { useExplained } from '../ui/errors/use-explained.ts';
import { lazyPart } from '../ui/load-code.ts';
import type { ListAddress } from './list-address.ts';

const EmptyList = lazyPart(() => import('./empty-list.tsx'), 'EmptyList');
const EmptyMirror = lazyPart(() => import('../sync-status/empty-copy.tsx'), 'EmptyMirror');

/** The list, or why there is none: it could not be loaded, nothing matches, or the registry is empty. */
export function ListTrouble(props: {
  list: { data: { pages: ModelGroupPage[] } | undefined; error: unknown; refetch: () => unknown };
  address: ListAddress;
  /** Has the focus where what had it here goes. */
  onGone: () => void;
  children: ReactNode;
}) {
  const { list, address } = props;
  const isMirrored = useIsMirrored();
  const first = list.data?.pages[0];
  if (!first && list.error) {
    return <ListFailed error={list.error} onRetry={list.refetch} onGone={props.onGone} />;
  }
  if (!first || first.groups.length > 0) return props.children;
  const clear = () => {
    address.clear();
    props.onGone();
  };
  return (
    <Suspense>
      {first.is_empty_registry && isMirrored ? (
        <EmptyMirror />
      ) : (
        <EmptyList isEmptyRegistry={first.is_empty_registry} onClear={clear} />
      )}
    </Suspense>
  );
}

function ListFailed(props: { error: unknown; onRetry: () => unknown; onGone: () => void }) {
  const { error, onRetry, onGone } = props;
  const again = useRef<HTMLButtonElement>(null);
  const leave = useEffectEvent(onGone);
  useLayoutEffect(() => {
    const button = again.current;
    return () => {
      if (button === document.activeElement) leave();
    };
  }, []);
  const { whatHappened, whatToDo } = useExplained(error);
  return (
    <PageState
      icon={IconCloudOff}
      tone="trouble"
      title={m.list_failed_title()}
      text={m.sentences({ first: whatHappened, second: whatToDo })}
    >
      <Button ref={again} onClick={() => onRetry()}>
        {m.try_again()}
      </Button>
    </PageState>
  );
}
