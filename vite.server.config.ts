import { defineConfig } from 'vite';

/**
 * The gateway as plain JavaScript, with the libraries that it uses and of those only what it uses: it starts in a third of
 * the time and takes a quarter less memory than from its sources. What brings files along stays outside.
 */
export default defineConfig({
  publicDir: false,
  ssr: {
    noExternal: true,
    external: ['@electric-sql/pglite', '@fastify/swagger-ui', 'pg-native'],
  },
  build: {
    ssr: 'server/main.ts',
    outDir: 'dist/server',
    emptyOutDir: true,
    target: 'node24',
    // Stack traces should be readable.
    minify: false,
    license: { fileName: 'licenses.md' },
  },
});
