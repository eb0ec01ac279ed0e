import { IconShieldLock } from '@tabler/icons-react';
import cells from './cells.module.css';

/** Says of a line that it is protected, or how much of it is. */
export function ShieldMark({ children, title }: { children: string; title?: string }) {
  return (
    <span className={cells.shield} title={title}>
      <IconShieldLock size={13} aria-hidden /> {children}
    </span>
  );
}
