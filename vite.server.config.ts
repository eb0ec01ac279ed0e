import { defineConfig } from 'vite';

/** The gateway as plain JavaScript, for the package: Node does not run TypeScript from `node_modules`. */
export default defineConfig({
  publicDir: false,
  build: {
    ssr: 'server/main.ts',
    outDir: 'dist/server',
    emptyOutDir: true,
    target: 'node24',
    // Stack traces of the package should be readable.
    minify: false,
  },
});
