import type { LiveEvent } from '../../../../core/console-api/live/events.ts';
import type { ChangeStream, openChangeStream } from './change-stream.ts';
import type { FromTab, ToTab } from './messages.ts';
import { rememberTold, type ToldMemory } from './told-memory.ts';

/** A tab, as the stream sees it: what it calls to tell it something. */
export type Tab = (message: ToTab) => void;

/** The stream under way: whom it is for, and what it has told. */
type Running = ChangeStream & { who: string; memory: ToldMemory; isHeard: boolean };

const ANYTHING = JSON.stringify({ about: 'everything' } satisfies LiveEvent);
const NOTHING = JSON.stringify({ about: 'nothing' } satisfies LiveEvent);

/**
 * One stream of changes for all tabs that follow, none while no tab does. Each tab is told what came after its own position,
 * however late it comes, or that anything may have changed.
 */
export function shareStream(openStream: typeof openChangeStream) {
  const followers = new Set<Tab>();
  let running: Running | undefined;

  const tellAll = (message: ToTab) => {
    for (const tell of followers) tell(message);
  };

  const stop = () => {
    running?.close();
    running = undefined;
  };

  /** Everybody is sent away, to come back once they know who is signed in. */
  const endForAll = () => {
    stop();
    tellAll({ say: 'over' });
    followers.clear();
  };

  const start = ({ position, who, address }: FromTab & { say: 'follow' }) => {
    const memory = rememberTold(position);
    const stream = openStream(address, position, {
      onTold(told) {
        if (running) running.isHeard = true;
        memory.note(told);
        tellAll({ say: 'told', ...told });
      },
      onLost() {
        if (running) running.isHeard = false;
        tellAll({ say: 'lost' });
      },
      onOver: endForAll,
    });
    running = { ...stream, who, memory, isHeard: false };
  };

  const leave = (tab: Tab) => {
    followers.delete(tab);
    if (followers.size === 0) stop();
  };

  return {
    hear(tab: Tab, message: FromTab) {
      if (message.say === 'leave') return leave(tab);
      // Somebody else has signed in meanwhile, in a tab that knows it.
      if (running && running.who !== message.who) endForAll();
      if (running) catchUp(tab, message.position, running);
      else start(message);
      followers.add(tab);
    },
    leave,
  };
}

/** Tells a tab what came after its position, or that anything may have, and whether the stream is there. */
function catchUp(tell: Tab, position: string, { memory, isHeard, hurry }: Running): void {
  const missed = memory.after(position);
  if (!missed) tell({ say: 'told', data: ANYTHING, position: memory.last() });
  for (const told of missed ?? []) tell({ say: 'told', ...told });
  if (isHeard) tell({ say: 'told', data: NOTHING, position: memory.last() });
  else hurry();
}
