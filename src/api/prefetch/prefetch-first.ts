import { BASE } from './base.ts';
import { firstReads } from './first-reads.ts';
import { askEarly } from './prefetched.ts';

// What the first page shows is on its way before the code that shows it.
const { pathname, search } = window.location;
for (const address of firstReads({ pathname: pathname.slice(BASE.length) || '/', search })) askEarly(address);
