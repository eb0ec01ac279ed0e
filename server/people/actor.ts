import type { Listen } from '../store/listen.ts';
import type { OpenStore } from '../store/open-store.ts';
import type { Store, StoreTransaction } from '../store/schema.ts';

/** Who changes something about people, as the log of what happened tells it. */
export type Actor = { user_id: string; user_name: string };

/** Whoever may run the command on the gateway's machine: who that is, nobody here knows. */
export const COMMAND: Actor = { user_id: '', user_name: 'coppice command' };

/** Somebody of an account who is changed, or changes themselves. */
export type Target = { user_id: string; user_name: string; account_id: string };

/** Where people are changed, by whom, and whether an account's last administrator may go. */
export type Changing = {
  store: Store;
  /** To hear how many event streams ended, for who wants to be told; they end all the same. */
  listen?: Listen;
  actor: Actor;
  lastAdmin: 'stays' | 'may go';
};

/** Where people are changed by the command. */
export function byCommand({ store, listen }: Pick<OpenStore, 'store' | 'listen'>): Changing {
  return { store, listen, actor: COMMAND, lastAdmin: 'may go' };
}

/** What is told of a target and of who changes it, for `noteActivities`. */
export function told({ actor }: Pick<Changing, 'actor'>, { user_id, user_name, account_id }: Target) {
  return { account_id, project_id: null, actor, subject: { id: user_id, name: user_name } };
}

/** What is done in one transaction. */
export type Act<T> = (trx: StoreTransaction) => Promise<T>;
