import { BASE } from './base.ts';
import { firstReads } from './first-reads.ts';
import { prefetch } from './prefetched.ts';

// What the first page shows is on its way before the code that shows it.
const { pathname, search } = window.location;
for (const address of firstReads({ pathname: pathname.slice(BASE.length) || '/', search })) prefetch(address);
