import { precompress } from '../../scripts/vite/precompress.ts';

export default { plugins: [precompress()] };
