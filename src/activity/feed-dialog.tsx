import { Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { feedQuery, useMakeFeed, useRevokeFeed } from '../api/queries/activity/activity.ts';
import { m } from '../messages/messages.js';
import { useIsMirrored } from '../session/session-hooks.ts';
import { CopyButton } from '../ui/copy/copy-button.tsx';
import { ErrorNotice } from '../ui/errors/error-notice.tsx';
import { LANGUAGE } from '../ui/language.ts';
import { PassingButton } from '../ui/passing-button.tsx';
import { formatDate } from '../ui/text/format.ts';
import classes from './activity.module.css';

/** One's own address of the feed: made, copied once, and revoked. */
export function FeedDialog({ onClose }: { onClose: () => void }) {
  const feed = useQuery(feedQuery);
  const make = useMakeFeed();
  const revoke = useRevokeFeed();
  const isMirrored = useIsMirrored();
  const address =
    make.data === undefined || revoke.isSuccess ? undefined : `${make.data}&language=${LANGUAGE}`;
  const error = feed.error ?? make.error ?? revoke.error;
  const startAnew = () => {
    revoke.reset();
    make.mutate();
  };
  const end = () => {
    make.reset();
    revoke.mutate();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size={560}
      title={m.activity_feed_title()}
      closeButtonProps={{ 'aria-label': m.close() }}
    >
      <Stack gap="md">
        <Text size="sm">
          {m.activity_feed_text()} {isMirrored && m.activity_feed_text_mirrored()}
        </Text>
        {error && <ErrorNotice error={error} onRetry={() => feed.refetch()} />}
        {address !== undefined && (
          <div>
            <Group gap="xs" align="end" wrap="nowrap">
              <TextInput
                label={m.activity_feed_address()}
                value={address}
                readOnly
                autoFocus
                flex={1}
                onFocus={(event) => event.currentTarget.select()}
              />
              <CopyButton text={address} label={m.activity_feed_copy()} size="sm" variant="filled" />
            </Group>
            <Text size="xs" c="dimmed" mt={6}>
              {m.activity_feed_once()}
            </Text>
          </div>
        )}
        <Text size="sm" role="status" className={classes.status}>
          {revoke.isSuccess && m.activity_feed_revoked()}
          {address === undefined &&
            typeof feed.data === 'number' &&
            m.activity_feed_made({ when: formatDate(feed.data) })}
        </Text>
        <Group justify="flex-end" gap="xs">
          {typeof feed.data === 'number' && (
            <PassingButton variant="default" color="red" onClick={end} loading={revoke.isPending}>
              {m.activity_feed_revoke()}
            </PassingButton>
          )}
          {address === undefined && feed.data !== undefined && (
            <PassingButton onClick={startAnew} loading={make.isPending}>
              {feed.data === null ? m.activity_feed_make() : m.activity_feed_replace()}
            </PassingButton>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}
