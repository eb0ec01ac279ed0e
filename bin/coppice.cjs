#!/usr/bin/env -S node --max-semi-space-size=4 --heap-growing-percent=40
// Garbage is collected soon: a gateway is mostly idle, and takes half the memory after a burst of requests for a fifth
// more work during it (docs/decisions/015). V8 reads these settings only as it starts.
// Plain enough for any Node to read: an older one should say what is wrong before anything else goes wrong.
const wanted = 24;
if (parseInt(process.versions.node, 10) < wanted) {
  console.error(`Coppice needs Node.js ${wanted} or newer; this is ${process.versions.node}.`);
  console.error('There is one at https://nodejs.org.');
  process.exit(1);
}
import('../dist/server/main.js');
