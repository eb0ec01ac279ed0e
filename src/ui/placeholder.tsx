import { Skeleton, type SkeletonProps } from '@mantine/core';
import { m } from '../messages/messages.js';

/** What is still to come, as high as it: said to whoever hears the page, for which it needs a role that takes a name. */
export function Placeholder(props: SkeletonProps) {
  return <Skeleton role="progressbar" aria-label={m.loading()} {...props} />;
}
