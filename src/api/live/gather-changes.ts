import type { LiveEvent } from '../../../core/console-api/live/events.ts';
import { GROUPS_PER_PAGE } from '../../../core/console-api/models/model-groups.ts';
import type { ChangedNames } from './changed-names.ts';

/** Changes that come together are answered together: they are gathered for so long, in ms. */
const GATHER_MS = 250;

/** What changed in a moment: names, receipts by their ids, whether the reading of a remote registry got on, and the log. */
export type Changes = {
  names: ChangedNames;
  deletions: ReadonlySet<string> | 'any';
  mirror: boolean;
  activity: boolean;
};

/** Gathers what events tell, and hands it over a moment after the first of several. */
export function gatherChanges(onChanges: (changes: Changes) => void) {
  let events: LiveEvent[] = [];
  let timer: number | undefined;
  const flush = () => {
    timer = undefined;
    const changes = mergeChanges(events);
    events = [];
    onChanges(changes);
  };
  return {
    note(event: LiveEvent) {
      if (event.about === 'nothing') return;
      events.push(event);
      timer ??= window.setTimeout(flush, GATHER_MS);
    },
    stop: () => clearTimeout(timer),
  };
}

/** What several events tell. More names than can be asked for at once are told as any. */
export function mergeChanges(events: readonly LiveEvent[]): Changes {
  if (events.some((event) => event.about === 'everything')) {
    return { names: 'any', deletions: 'any', mirror: true, activity: true };
  }
  const told = events.filter((event) => event.about === 'models').map((event) => event.names);
  const names = new Set(told.flatMap((some) => some ?? []));
  const isAny = told.includes(null) || names.size > GROUPS_PER_PAGE;
  const receipts = events.filter((event) => event.about === 'deletions' || event.about === 'runs');
  return {
    names: isAny ? 'any' : names,
    deletions: new Set(receipts.map((event) => event.deletion_id)),
    mirror: events.some((event) => event.about === 'mirror'),
    activity: events.some((event) => event.about === 'activity'),
  };
}
