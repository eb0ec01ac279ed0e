import { formatSize } from './format.ts';

/** The size of some versions together, in words: `24.0 MB`; undefined where one of them is not known. */
export function sizeOf(versions: readonly { model_size?: number | undefined }[]): string | undefined {
  const sizes = versions.map((version) => version.model_size);
  if (sizes.includes(undefined)) return undefined;
  return formatSize(sizes.reduce((sum: number, size = 0) => sum + size, 0));
}
