import type { Page } from '@playwright/test';

/** How a scroll went, in ms: how long each frame took, and each task that was over 50. */
export type FrameTimes = { frames: number[]; tasks: number[] };

/**
 * Scrolls what `selector` finds down to its end at a constant speed, frame by frame, and takes the time of each frame.
 * A list that grows while it is scrolled has its end only when it no longer says that its length is unknown.
 *
 * @param speed px per second.
 */
export async function scrollThrough(page: Page, selector: string, speed: number): Promise<FrameTimes> {
  await page.bringToFront();
  return page.evaluate(
    async ([found, pixelsPerSecond]) => {
      const scroller = document.querySelector(found);
      if (!scroller) throw new Error(`There is no ${found}.`);
      const tasks: number[] = [];
      const watcher = new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) tasks.push(duration);
      });
      watcher.observe({ type: 'longtask' });
      const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
      const isAtEnd = () =>
        scroller.scrollTop >= scroller.scrollHeight - scroller.clientHeight - 1 &&
        scroller.querySelector('[aria-rowcount="-1"]') === null;

      const frames: number[] = [];
      let before = await nextFrame();
      while (!isAtEnd()) {
        const now = await nextFrame();
        frames.push(now - before);
        scroller.scrollTop += ((now - before) * pixelsPerSecond) / 1000;
        before = now;
      }
      watcher.disconnect();
      return { frames, tasks };
    },
    [selector, speed] as const,
  );
}
