import { useEffect } from 'react';
import { DeleteDialog } from '../deletion/delete-dialog.tsx';
import type { DeletionScope } from '../deletion/deletion-scope.ts';
import { loadCode } from '../ui/load-code.ts';

/**
 * A deletion from the list. The page that it leads to comes with it, before any call is made: the gateway may be gone for
 * a moment when the run ends.
 */
export function ListDeletion(props: { scope: DeletionScope; onClose: () => void }) {
  useEffect(() => {
    loadCode(() => import('../receipts/receipt/receipt-page.tsx')).catch(() => undefined);
  }, []);
  return <DeleteDialog {...props} />;
}
