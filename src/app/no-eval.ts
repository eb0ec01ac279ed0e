import * as z from 'zod';

// Zod would try to make code out of schemas, which the console's policy refuses, loudly. Schemas ask as they are made,
// so this comes before the first of them.
z.config({ jitless: true });
