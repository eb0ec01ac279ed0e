import { useState } from 'react';
import { Link } from 'react-router-dom';
import { paths } from '../app/paths.ts';
import { m } from '../messages/messages.js';
import { useMayDelete } from '../session/session-hooks.ts';
import { Panel } from '../ui/panel/panel.tsx';
import { formatCount } from '../ui/text/format.ts';
import { type CurrentRun, totalsOf } from './current-runs.ts';
import { NotifySwitch } from './notify-switch.tsx';
import { ProgressRing } from './progress-ring.tsx';
import { RunSections } from './run-sections.tsx';
import { runsInWords } from './run-words.ts';
import classes from './runs.module.css';

/** How many runs there are and how far, while one is not over; opens the list of them. */
export function RunsIndicator({ runs }: { runs: readonly CurrentRun[] }) {
  const [isOpened, setOpened] = useState(false);
  const [hasFocus, setFocus] = useState(false);
  const mayDelete = useMayDelete();
  const sum = totalsOf(runs);
  // What has the focus, or gets it back from its panel, stays.
  if (sum.open === 0 && !isOpened && !hasFocus) return null;

  const words = runsInWords(sum, mayDelete);
  const button = (
    <button
      type="button"
      className={classes.indicator}
      data-needing={sum.needing > 0}
      aria-label={m.runs_count_told(words)}
      aria-haspopup="dialog"
      aria-expanded={isOpened}
      onFocus={() => setFocus(true)}
      onBlur={() => setFocus(false)}
      onClick={() => setOpened(!isOpened)}
    >
      <ProgressRing share={sum.planned === 0 ? 1 : sum.settled / sum.planned} isNeeding={sum.needing > 0} />
      <span className={classes.figure}>{formatCount(sum.open)}</span>
      <span className={classes.figureWords}>
        {words.runs} · {words.what}
      </span>
    </button>
  );
  return (
    <Panel
      button={button}
      title={m.runs()}
      isOpened={isOpened}
      setOpened={setOpened}
      beside={{ position: 'bottom-end', width: 420, offset: 12 }}
      className={classes.panel}
    >
      <PanelList runs={runs} onLeave={() => setOpened(false)} />
    </Panel>
  );
}

function PanelList({ runs, onLeave }: { runs: readonly CurrentRun[]; onLeave: () => void }) {
  return (
    <>
      {runs.length === 0 && <p className={classes.none}>{m.runs_empty_title()}</p>}
      <RunSections runs={runs} onLeave={onLeave} />
      <div className={classes.foot}>
        <NotifySwitch />
        <Link to={paths.runs} onClick={onLeave} className={classes.all}>
          {m.runs_all()}
        </Link>
      </div>
    </>
  );
}
