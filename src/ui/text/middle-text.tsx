import classes from './middle-text.module.css';
import { splitText } from './split-text.ts';

/** Longer texts hardly fit on one line beside others. In characters. */
const MAY_FIT = 24;

/**
 * A name on one line. Where there is no room for all of it its middle gives way, as names that begin alike differ at their
 * end: `openpose-…-v2`. The whole of it is what is read out, found and copied; it shows on hover, and while whatever it
 * stands in has the focus.
 */
export function MiddleText({ text }: { text: string }) {
  const parts = splitText(text);
  if (!parts) {
    return (
      <bdi className={classes.plain} title={text}>
        {text}
      </bdi>
    );
  }
  return (
    <bdi className={classes.middle} title={text}>
      <span className={classes.whole} data-long={text.length > MAY_FIT || undefined}>
        {text}
      </span>
      <span aria-hidden className={classes.start} data-text={parts.start} />
      <span aria-hidden className={classes.end} data-text={parts.end} />
    </bdi>
  );
}
