import { createStore } from 'zustand/vanilla';

/** By name, or by id: the run that is about to delete it. */
export type DeletingBy = ReadonlyMap<string, string>;

const NOTHING: DeletingBy = new Map();

/** Which names runs are about, of anybody in the project: lists mark them. */
export const deletingNames = createStore(() => NOTHING);

/** Which versions they are about to delete, of the names that somebody looks into. */
export const deletingVersions = createStore(() => NOTHING);
