/** What `coppice plan` and `coppice apply` end with besides 0 (done), 1 (failed) and 2 (not understood). */
export const NOTHING_TO_DO = 3;
export const REGISTRY_CHANGED = 4;
export const NOT_ALL_DELETED = 5;
export const WAITS_FOR_SOMEBODY = 6;

/** Left by a second Ctrl+C: what a shell ends with that SIGINT ends. */
export const INTERRUPTED = 130;
