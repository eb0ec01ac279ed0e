import { Button } from '@mantine/core';
import type { Run } from '../../../core/console-api/deletions/runs.ts';
import { waitForSignIn } from '../../api/http/reauthentication.ts';
import { m } from '../../messages/messages.js';
import { useUserName } from '../../session/session-hooks.ts';
import type { RunActs } from './use-run-acts.ts';

type Props = {
  run: Run;
  acts: RunActs;
  /** Whether any call was made. */
  isSent: boolean;
  size: 'xs' | 'sm';
  /** Shows the plan of an outdated run as it would be now. */
  onLookAgain?: (() => void) | undefined;
};

/** What can be done to a run where it is; a question has its own buttons. */
export function RunButtons(props: Props) {
  const { run, acts, isSent, size } = props;
  const look = { size, disabled: acts.isActing };
  const stop = () => acts.act({ act: 'stop' });
  const stopWord = isSent ? m.run_stop() : m.run_cancel();
  switch (run.phase) {
    case 'held':
    case 'scheduled':
      return (
        <>
          <Button {...look} variant="default" onClick={stop} data-first-focus>
            {run.phase === 'held' ? m.run_undo() : m.run_cancel()}
          </Button>
          <Button {...look} color="red" variant="outline" onClick={() => acts.act({ act: 'send-now' })}>
            {m.run_send_now()}
          </Button>
        </>
      );
    case 'queued':
      return (
        <Button {...look} variant="default" onClick={stop} data-first-focus>
          {stopWord}
        </Button>
      );
    case 'running':
      return (
        <Button
          size={size}
          variant="default"
          disabled={acts.isActing || run.is_stopping}
          onClick={stop}
          data-first-focus
        >
          {m.stop_after_this_call()}
        </Button>
      );
    case 'signed-out':
      return (
        <>
          <Button {...look} variant="default" onClick={stop}>
            {stopWord}
          </Button>
          <TakeOver {...props} />
        </>
      );
    case 'outdated':
      return (
        <>
          <Button {...look} variant="default" onClick={stop}>
            {stopWord}
          </Button>
          {props.onLookAgain && (
            <Button {...look} onClick={props.onLookAgain} data-first-focus>
              {m.run_look_again()}
            </Button>
          )}
        </>
      );
    case 'asking':
    case 'over':
      return null;
    default:
      return run.phase satisfies never;
  }
}

/** Who waits for their own signing in signs in; anybody else goes on in their own name. */
function TakeOver({ run, acts, size }: Props) {
  const me = useUserName();
  if (run.operator === me) {
    return (
      <Button size={size} onClick={() => void waitForSignIn()} data-first-focus>
        {m.sign_in_again()}
      </Button>
    );
  }
  return (
    <Button
      size={size}
      disabled={acts.isActing}
      onClick={() => acts.act({ act: 'take-over' })}
      data-first-focus
    >
      {m.run_take_over({ user: me })}
    </Button>
  );
}
