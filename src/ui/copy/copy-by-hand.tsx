import { Suspense, useSyncExternalStore } from 'react';
import { lazyPart } from '../load-code.ts';
import { leftToCopy } from './copy-text.ts';

const CopyByHandDialog = lazyPart(() => import('./copy-by-hand-dialog.tsx'), 'CopyByHandDialog');

/** Comes up when the browser did not let the page copy something. */
export function CopyByHand() {
  const text = useSyncExternalStore(leftToCopy.subscribe, leftToCopy.getState);
  return <Suspense>{text !== undefined && <CopyByHandDialog text={text} />}</Suspense>;
}
