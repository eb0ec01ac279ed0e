import type { Plugin } from 'vite';

/** Has index.html run a chunk as soon as it is there: as a part of the entry it would wait for all other parts. */
export function runEarly(name: string): Plugin {
  return {
    name: 'run-early',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle = {} }) => {
        const chunk = Object.values(bundle).find((part) => part.type === 'chunk' && part.name === name);
        if (!chunk) throw new Error(`There is no chunk "${name}".`);
        const attrs = { type: 'module', async: true, crossorigin: true, src: `./${chunk.fileName}` };
        return [{ tag: 'script', attrs, injectTo: 'head-prepend' }];
      },
    },
  };
}
