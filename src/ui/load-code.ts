import { type ComponentType, type LazyExoticComponent, lazy } from 'react';

/** How long to wait before code that did not come is asked for again. In ms. */
const WAITS_MS = [250, 500, 1_000, 2_000];

/** Code that the gateway did not give: it is away, or has another edition by now. */
export class NoCodeError extends Error {
  override name = 'NoCodeError';
}

/**
 * Gets code that is imported when it is needed; several times where it does not come, as the gateway may be away for a
 * moment. Not every browser asks again for what it was not given: what is left then is to open the page anew.
 *
 * @throws NoCodeError when it does not come.
 */
export async function loadCode<Module>(load: () => Promise<Module>): Promise<Module> {
  for (const wait of WAITS_MS) {
    try {
      return await load();
    } catch {
      forgetStylesThatDidNotCome();
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
  return load().catch((cause: unknown) => {
    throw new NoCodeError(cause instanceof Error ? cause.message : String(cause), { cause });
  });
}

/**
 * A component whose code comes when it is first shown.
 *
 * @example const Palette = lazyPart(() => import('./palette.tsx'), 'Palette');
 */
export function lazyPart<Props, Name extends string>(
  load: () => Promise<Record<Name, ComponentType<Props>>>,
  name: Name,
): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => ({ default: (await loadCode(load))[name] }));
}

/**
 * A component that only adds to what is there, which is as well without it for a while: where its code does not come, it is
 * asked for until it does, and nobody loses the page over it.
 */
export function lazyExtra<Props, Name extends string>(
  load: () => Promise<Record<Name, ComponentType<Props>>>,
  name: Name,
): LazyExoticComponent<ComponentType<Props>> {
  const loadInTheEnd = (): ReturnType<typeof load> => loadCode(load).catch(loadInTheEnd);
  return lazy(async () => ({ default: (await loadInTheEnd())[name] }));
}

/** Styles are asked for once a page: the bundler takes a link that is there for styles that are. */
function forgetStylesThatDidNotCome(): void {
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')) {
    if (!link.sheet) link.remove();
  }
}
