import { paraglideVitePlugin } from '@inlang/paraglide-js';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where `npm run dev` finds the gateway. */
const gateway = process.env['COPPICE_GATEWAY'] ?? 'http://127.0.0.1:4601';

export default defineConfig({
  plugins: [
    react(),
    paraglideVitePlugin({ project: './project.inlang', outdir: './src/messages', strategy: ['baseLocale'] }),
  ],
  build: {
    outDir: 'dist/console',
    emptyOutDir: true,
    manifest: true,
    target: 'es2022',
    // The first browsers with light-dark(): what an older target makes of it does not follow Mantine's colour scheme.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
  },
  server: {
    port: 4600,
    strictPort: true,
    proxy: Object.fromEntries(['/api', '/v1', '/v3', '/healthz', '/readyz'].map((path) => [path, gateway])),
  },
});
