import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import { MAX_PLANNED_VERSIONS } from '../../../core/console-api/deletions/receipts.ts';
import type { DryRun } from '../../../core/console-api/deletions/rules.ts';
import { useVersionsToDelete } from '../../api/queries/deletions/rules.ts';
import type { DeletionScope } from '../../deletion/deletion-scope.ts';
import { m } from '../../messages/messages.js';
import { useMayDelete } from '../../session/session-hooks.ts';
import { ErrorNotice } from '../../ui/errors/error-notice.tsx';
import { lazyPart } from '../../ui/load-code.ts';
import { formatCount } from '../../ui/text/format.ts';
import { useFocusBackToPlace } from '../../ui/use-focus-back-to-place.ts';

const DeleteDialog = lazyPart(() => import('../../deletion/delete-dialog.tsx'), 'DeleteDialog');

/** Opens the dialog of every deletion with just the versions that a dry run found: there they are looked at anew. */
export function DeleteFound({ dryRun }: { dryRun: DryRun }) {
  const [scope, setScope] = useState<DeletionScope>();
  useFocusBackToPlace(scope !== undefined);
  const find = useVersionsToDelete(dryRun.dry_run_id);
  const mayDelete = useMayDelete();
  const count = dryRun.sums.delete;
  if (!mayDelete || count === 0) return null;
  const open = () =>
    find.mutate(undefined, {
      onSuccess: (names) =>
        setScope({
          kind: 'set',
          parts: names.map(({ model_name: name, model_ids }) => {
            return { name, mode: 'some', ids: new Set(model_ids) };
          }),
        }),
    });
  const isTooMany = count > MAX_PLANNED_VERSIONS;
  return (
    <>
      <Button
        size="xs"
        color="red"
        leftSection={<IconTrash size={14} aria-hidden />}
        title={m.rules_delete_help_after()}
        loading={find.isPending}
        onClick={open}
      >
        {isTooMany
          ? m.rules_delete_first({ shown: formatCount(MAX_PLANNED_VERSIONS) })
          : m.rules_delete_versions({ count, shown: formatCount(count) })}
      </Button>
      {find.isError && <ErrorNotice title={m.cleanup_plan_failed()} error={find.error} onRetry={open} />}
      <Suspense>
        {scope && (
          <DeleteDialog scope={scope} dryRunId={dryRun.dry_run_id} onClose={() => setScope(undefined)} />
        )}
      </Suspense>
    </>
  );
}
