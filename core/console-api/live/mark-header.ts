/**
 * On every answer of the console's own API: up to where on a stream of changes the answer knows of them. Events have
 * such marks as their ids. They compare only among those of one gateway.
 */
export const MARK_HEADER = 'x-coppice-mark';

/** A mark: the gateway's own id, and its own time, in ms. */
export function writePosition(gateway: string, time: number): string {
  return `${gateway}/${time}`;
}

/** Which gateway a mark is of, and its time there: NaN in a word that is no mark. */
export function readPosition(mark: string): { gateway: string; time: number } {
  const [gateway = '', time = 'none'] = mark.split('/');
  return { gateway, time: Number(time) };
}
