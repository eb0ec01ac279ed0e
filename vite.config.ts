import { fileURLToPath } from 'node:url';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { LANGUAGE_COOKIE, LANGUAGES } from './core/console-api/languages.ts';
import { leaveOutJsonSchema } from './scripts/vite/leave-out-json-schema.ts';
import { oneLanguage } from './scripts/vite/one-language.ts';
import { pageOfLanguage } from './scripts/vite/page-of-language.ts';
import { precompress } from './scripts/vite/precompress.ts';
import { runEarly } from './scripts/vite/run-early.ts';
import { wholeMessages } from './scripts/vite/whole-messages.ts';

/** Where `npm run dev` finds the gateway. */
const gateway = process.env['COPPICE_GATEWAY'] ?? 'http://127.0.0.1:4601';

/** The language that is built; none in development, where the page looks for itself. */
const language = LANGUAGES.find((one) => one === process.env['COPPICE_LANGUAGE']);

const routerFile = (name: string) =>
  fileURLToPath(new URL(`node_modules/react-router/dist/production/${name}`, import.meta.url));

/** Parts of the console that are seldom opened: what they are made of is asked for when they have come. */
const SELDOM = new RegExp(
  `/(?:${[
    ...[
      'help-page',
      'not-found',
      'webhooks-page',
      'people-page',
      'own-access-page',
      'activity-page',
      'runs-page',
    ],
    ...[
      'cleanup-page',
      'services-page',
      'service-page',
      'rules-page',
      'rule-page',
      'dry-run-page',
      'project-settings',
      'keys-dialog',
    ],
    ...['sign-in-again-dialog', 'copy-by-hand-dialog'],
  ].join('|')})-`,
);

/** What comes along with a part that is loaded on demand. The names of all these files are on the first screen. */
function whatIsAskedForAtOnce(part: string, files: string[]): string[] {
  return SELDOM.test(part) ? files.filter((file) => file === part || file.endsWith('.css')) : files;
}

export default defineConfig({
  define: language ? { COPPICE_LANGUAGE: JSON.stringify(language) } : {},
  // Files name each other from where they lie, so that one build serves any COPPICE_BASE; the page is the gateway's to fit.
  base: './',
  // What a bundler is given otherwise is the router with its warnings for developers.
  resolve: language
    ? {
        alias: [
          { find: /^react-router$/, replacement: routerFile('index.mjs') },
          { find: /^react-router\/dom$/, replacement: routerFile('dom-export.mjs') },
        ],
      }
    : {},
  plugins: [
    react(),
    paraglideVitePlugin({
      project: './project.inlang',
      outdir: './src/messages',
      strategy: ['cookie', 'baseLocale'],
      cookieName: LANGUAGE_COOKIE,
    }),
    wholeMessages('messages'),
    ...(language ? [oneLanguage(language), pageOfLanguage(language)] : []),
    leaveOutJsonSchema(),
    runEarly('prefetch'),
    precompress(),
  ],
  build: {
    outDir: 'dist/console',
    // The languages lie beside each other: what is the same in both is the same file.
    emptyOutDir: language === LANGUAGES[0],
    manifest: true,
    // Every browser that the styles need knows it by itself.
    modulePreload: { polyfill: false, resolveDependencies: whatIsAskedForAtOnce },
    // The libraries of the first screen, 580 kB before compression: one file of them, as nothing is shown without.
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        // The first screen comes in three files: what asks for its rows, what seldom changes, and the console.
        codeSplitting: {
          groups: [
            { name: 'prefetch', test: /\/src\/api\/prefetch\// },
            { name: 'libraries', tags: ['$initial'], test: /\/node_modules\// },
            { name: 'console', tags: ['$initial'] },
          ],
        },
      },
    },
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
