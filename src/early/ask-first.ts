import { askEarly } from './early-answers.ts';
import { firstReads } from './first-reads.ts';

// What the first page shows is on its way before the code that shows it.
for (const address of firstReads(window.location)) askEarly(address);
