/** A path of exactly these segments: whatever is in them is encoded here, and nowhere else. */
export function pathOf(...segments: readonly string[]): string {
  return segments.map((segment) => `/${encodeURIComponent(segment)}`).join('');
}
