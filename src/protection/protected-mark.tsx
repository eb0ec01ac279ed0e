import { IconShieldLock } from '@tabler/icons-react';
import type { Protection } from '../../core/deletion/protection.ts';
import { m } from '../messages/messages.js';
import classes from '../ui/ui.module.css';

/** That a version is protected, and by whom: icon and words. */
export function ProtectedMark({ protection }: { protection: Pick<Protection, 'model_id' | 'user_name'> }) {
  const say = protection.model_id === '' ? m.protect_name_by : m.protect_by;
  return <Mark words={say({ user: protection.user_name })} />;
}

/** That a version is protected, whoever does. */
export function ProtectedWord() {
  return <Mark words={m.protect_mark()} />;
}

function Mark({ words }: { words: string }) {
  return (
    <span className={`${classes.status} ${classes.open}`}>
      <IconShieldLock size={15} aria-hidden /> {words}
    </span>
  );
}
