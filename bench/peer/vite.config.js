import { precompress } from '../../scripts/precompress.ts';

export default { plugins: [precompress()] };
