import Bowser from 'bowser';
import { m } from '../messages/messages.js';

/** What a browser that calls itself so is called by people: `Firefox on Linux`. */
export function browserName(userAgent: string | null): string {
  // An empty one is refused by the parser.
  if (!userAgent) return m.people_own_browser_unknown();
  const { browser, os } = Bowser.parse(userAgent);
  if (!browser.name) return firstWord(userAgent);
  return os.name ? m.people_own_browser_on({ browser: browser.name, system: os.name }) : browser.name;
}

/** What is no browser says who it is first: `curl` of `curl/8.5.0`. */
function firstWord(userAgent: string): string {
  return userAgent.split(/[\s/]/, 1)[0] || m.people_own_browser_unknown();
}
