import { NodeFS } from '@electric-sql/pglite/nodefs';

type Init = NodeFS['init'];

/** The owner may read and write (and enter), and nobody else anything. */
const OWNERS = 0o700;

/**
 * The files of an embedded database, its owner's alone. By itself PGlite opens every file that it makes to everybody,
 * whatever the process's mask says.
 */
export class PrivateFiles extends NodeFS {
  override async init(...[pglite, options]: Parameters<Init>): ReturnType<Init> {
    const { emscriptenOpts } = await super.init(pglite, options);
    const preRun = [...(emscriptenOpts.preRun ?? []), shutNewFiles];
    return { emscriptenOpts: { ...emscriptenOpts, preRun } };
  }
}

type PreRun = NonNullable<Awaited<ReturnType<Init>>['emscriptenOpts']['preRun']>[number];

/** Emscripten gives a file its mode once more after it has made it. */
const shutNewFiles: PreRun = ({ FS }) => {
  const { chmod } = FS;
  Object.defineProperty(FS, 'chmod', {
    value: (path: unknown, mode: number, ...rest: unknown[]) =>
      Reflect.apply(chmod, FS, [path, mode & OWNERS, ...rest]),
  });
};
