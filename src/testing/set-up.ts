import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

/**
 * A simulated browser lays nothing out, so that everything is 0 px high and a list that draws only what is in sight draws
 * nothing. Here every box is as large as a window of this size. In px.
 */
const WINDOW_PX = { offsetWidth: 1440, offsetHeight: 900, clientWidth: 1440, clientHeight: 900 };

for (const [name, value] of Object.entries(WINDOW_PX)) {
  Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => value });
}

// No test is about speed, and machines are shared: what does not come is only given up later.
configure({ asyncUtilTimeout: 20_000 });

// What one test has drawn is not there in the next.
afterEach(cleanup);
