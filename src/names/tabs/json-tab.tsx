import { Button, Code, Group, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { versionsOfNameQuery } from '../../api/queries/models/names.ts';
import { m } from '../../messages/messages.js';
import { CopyButton } from '../../ui/copy/copy-button.tsx';
import { ErrorNotice } from '../../ui/errors/error-notice.tsx';
import { Placeholder } from '../../ui/placeholder.tsx';
import { formatCount } from '../../ui/text/format.ts';
import classes from '../names.module.css';

/** The versions of a name as the list has them, in JSON: a page at a time, and no more until it is asked for. */
export function JsonTab({ name, count }: { name: string; count: number }) {
  const list = useInfiniteQuery(versionsOfNameQuery(name));
  if (list.isPending) return <Placeholder height={320} />;
  if (!list.data) return <ErrorNotice error={list.error} onRetry={() => list.refetch()} />;
  const versions = list.data.pages.flatMap((page) => page.versions);
  const text = JSON.stringify(versions, null, 2);
  return (
    <>
      <Group gap="sm" mb="xs">
        <CopyButton size="compact-sm" text={text} label={m.copy_json()} />
        {list.hasNextPage && (
          <>
            <Button
              size="compact-sm"
              variant="default"
              loading={list.isFetchingNextPage}
              onClick={() => list.fetchNextPage()}
            >
              {m.load_older()}
            </Button>
            <Text size="sm" c="dimmed" role="status">
              {m.name_json_part({ shown: formatCount(versions.length), count: formatCount(count) })}
            </Text>
          </>
        )}
      </Group>
      <Code block tabIndex={0} className={classes.json} aria-label={m.name_json()} role="region">
        {text}
      </Code>
    </>
  );
}
