import { Switch } from '@mantine/core';
import { useState, useSyncExternalStore } from 'react';
import { m } from '../messages/messages.js';
import { notifies, setNotifies } from './browser-notifications.ts';

/** Whether the browser tells of runs too; its permission is asked for here and nowhere else. */
export function NotifySwitch() {
  const isOn = useSyncExternalStore(notifies.subscribe, notifies.getState);
  const [isDenied, setDenied] = useState(false);
  return (
    <Switch
      size="xs"
      label={m.runs_notify()}
      checked={isOn}
      onChange={async (event) => {
        const isWanted = event.currentTarget.checked;
        const isNow = await setNotifies(isWanted);
        setDenied(isWanted && !isNow);
      }}
      {...(isDenied && { description: <span role="alert">{m.runs_notify_denied()}</span> })}
    />
  );
}
