/** What the key for commands is called on this machine: ⌘ on Apple's, Ctrl elsewhere. */
export const COMMAND_KEY = /Mac|iP/.test(navigator.platform) ? '⌘' : 'Ctrl';
