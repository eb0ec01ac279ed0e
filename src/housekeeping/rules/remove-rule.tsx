import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import type { SavedRule } from '../../../core/console-api/deletions/rules.ts';
import { useRemoveRule } from '../../api/queries/deletions/rules.ts';
import { paths } from '../../app/paths.ts';
import { m } from '../../messages/messages.js';
import { ErrorNotice } from '../../ui/errors/error-notice.tsx';
import classes from '../housekeeping.module.css';

/** Removes a rule, once it was said twice. */
export function RemoveRule({ saved }: { saved: SavedRule }) {
  // Not said before somebody began to.
  const [isAsking, setAsking] = useState<boolean>();
  const remove = useRemoveRule();
  const navigate = useNavigate();
  if (!isAsking)
    return (
      <Button
        size="compact-sm"
        variant="subtle"
        color="red"
        className={classes.remove}
        autoFocus={isAsking === false}
        onClick={() => setAsking(true)}
      >
        {m.rules_remove()}
      </Button>
    );
  const leave = () => navigate(paths.rules);
  return (
    <div className={classes.removing}>
      <Text size="sm">{m.rules_remove_sure()}</Text>
      <div className={classes.buttons}>
        <Button
          size="xs"
          color="red"
          loading={remove.isPending}
          onClick={() => remove.mutate(saved.rule_id, { onSuccess: leave })}
        >
          {m.rules_remove()}
        </Button>
        <Button size="xs" variant="default" autoFocus onClick={() => setAsking(false)}>
          {m.cancel()}
        </Button>
      </div>
      {remove.isError && <ErrorNotice title={m.rules_remove_failed()} error={remove.error} />}
    </div>
  );
}
