import { Skeleton, type SkeletonProps } from '@mantine/core';
import { useRef } from 'react';
import { m } from '../messages/messages.js';
import { useHandOnFocus } from './use-hand-on-focus.ts';

/** What is still to come, as high as it: said to whoever hears the page, for which it needs a role that takes a name. */
export function Placeholder(props: SkeletonProps & { 'data-autofocus'?: boolean }) {
  const place = useRef<HTMLDivElement>(null);
  useHandOnFocus(place);
  return <Skeleton ref={place} role="progressbar" aria-label={m.loading()} {...props} />;
}
