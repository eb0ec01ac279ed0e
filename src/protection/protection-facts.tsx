import { IconShieldLock } from '@tabler/icons-react';
import type { Protection } from '../../core/deletion/protection.ts';
import { m } from '../messages/messages.js';
import { formatTime } from '../ui/text/format.ts';
import { TimeStamp } from '../ui/time/time-stamp.tsx';
import classes from './protection.module.css';
import { protectionFact } from './protection-text.ts';

/** Who protects something since when, until when, and why. */
export function ProtectionFacts({ protection }: { protection: Protection }) {
  return (
    <div className={classes.facts}>
      <IconShieldLock size={18} aria-hidden className={classes.shield} />
      <div>
        <p>
          <bdi>{protectionFact(protection)}</bdi>
        </p>
        <blockquote className={classes.note}>
          <bdi>{protection.note}</bdi>
        </blockquote>
        <p className={classes.since}>
          {m.protect_set()} <TimeStamp at={protection.created_at} format={formatTime} tabIndex={0} />
        </p>
      </div>
    </div>
  );
}
