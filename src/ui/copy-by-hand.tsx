import { lazy, Suspense, useSyncExternalStore } from 'react';
import { leftToCopy, watchLeftToCopy } from './copy-text.ts';

const CopyByHandDialog = lazy(async () => ({
  default: (await import('./copy-by-hand-dialog.tsx')).CopyByHandDialog,
}));

/** Comes up when the browser did not let the page copy something. */
export function CopyByHand() {
  const text = useSyncExternalStore(watchLeftToCopy, leftToCopy);
  return <Suspense>{text !== undefined && <CopyByHandDialog text={text} />}</Suspense>;
}
