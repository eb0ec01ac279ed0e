import { Button, Loader } from '@mantine/core';
import { IconCloudDownload, IconCloudOff, IconSeedling } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useReadAnew, useSyncStatus } from '../api/queries/models/sync-status.ts';
import { m } from '../messages/messages.js';
import { explainError } from '../ui/errors/explain-error.ts';
import { PageState } from '../ui/errors/page-state.tsx';
import { problemText } from './problem-text.ts';

/** In place of a list without models: that there are none is only said of a registry that was read to its end. */
export function EmptyMirror() {
  const { data: mirror, error } = useSyncStatus();
  if (!mirror) {
    if (!error) return null;
    const { whatHappened, whatToDo } = explainError(error);
    return <NotRead text={m.sentences({ first: whatHappened, second: whatToDo })} />;
  }
  if (mirror.read_at !== null) {
    return (
      <PageState icon={IconSeedling} title={m.list_empty_title()} text={m.mirror_empty_text()}>
        <ReadAnew>{m.read_anew()}</ReadAnew>
      </PageState>
    );
  }
  if (mirror.reading) {
    return (
      <PageState icon={IconCloudDownload} title={m.first_reading()} text={m.first_reading_text()}>
        <Loader size="sm" aria-hidden />
      </PageState>
    );
  }
  if (mirror.problem) return <NotRead text={problemText(mirror.problem)} />;
  return (
    <PageState icon={IconCloudDownload} title={m.not_read_yet()} text={m.not_read_yet_text()}>
      <ReadAnew>{m.read_now()}</ReadAnew>
    </PageState>
  );
}

function NotRead({ text }: { text: string }) {
  return (
    <PageState icon={IconCloudOff} tone="trouble" title={m.first_reading_failed()} text={text}>
      <ReadAnew>{m.try_again()}</ReadAnew>
    </PageState>
  );
}

function ReadAnew({ children }: { children: ReactNode }) {
  const syncProject = useReadAnew();
  return (
    <Button variant="default" loading={syncProject.isPending} onClick={() => syncProject.mutate()}>
      {children}
    </Button>
  );
}
