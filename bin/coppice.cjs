#!/usr/bin/env node
// Plain enough for any Node to read: an older one should say what is wrong before anything else goes wrong.
const wanted = 24;
if (parseInt(process.versions.node, 10) < wanted) {
  console.error(`Coppice needs Node.js ${wanted} or newer; this is ${process.versions.node}.`);
  console.error('There is one at https://nodejs.org.');
  process.exit(1);
}
import('../dist/server/main.js');
