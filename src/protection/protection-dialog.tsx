import { Modal, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { protectionsQuery } from '../api/queries/models/protections.ts';
import { m } from '../messages/messages.js';
import { ErrorNotice } from '../ui/errors/error-notice.tsx';
import { Placeholder } from '../ui/placeholder.tsx';
import { LiftForm } from './lift-form.tsx';
import { ProtectForm } from './protect-form.tsx';
import { ownProtection, type Protectable } from './protectable.ts';
import classes from './protection.module.css';
import { subjectInWords } from './protection-text.ts';

/** Protects what is not protected, and lifts the protection of what is: which of the two is asked for when it opens. */
export function ProtectionDialog({ of, onClose }: { of: Protectable; onClose: () => void }) {
  const found = useQuery(protectionsQuery([of.name]));
  const own = found.data && ownProtection(of, found.data);
  const what = subjectInWords({ name: of.name, version: of.version?.number });
  return (
    <Modal
      opened
      onClose={onClose}
      size={500}
      title={
        <Text component="span" fw={650} fz="lg" lh={1.3}>
          {own ? m.protect_lift_title({ what }) : m.protect_title({ what })}
        </Text>
      }
      closeButtonProps={{ 'aria-label': m.close() }}
      classNames={{ content: classes.dialog }}
    >
      {found.isPending && <Placeholder height={200} />}
      {found.isError && <ErrorNotice error={found.error} onRetry={() => found.refetch()} />}
      {found.data &&
        (own ? (
          <LiftForm of={of} protection={own} onClose={onClose} />
        ) : (
          <ProtectForm of={of} onClose={onClose} />
        ))}
    </Modal>
  );
}
