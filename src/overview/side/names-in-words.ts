import { m } from '../../messages/messages.js';
import { formatCount } from '../../ui/text/format.ts';

/** Some names of so many: `pose, yolo and 3 more`. */
export function namesInWords(some: readonly string[], count: number): string {
  const more = count - some.length;
  return [some.join(', '), ...(more > 0 ? [m.and_more({ count: formatCount(more) })] : [])].join(' ');
}
