import { CloseButton, Portal } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { Link, useLocation, useNavigate } from 'react-router-dom';
import { paths } from '../app/paths.ts';
import { m } from '../messages/messages.js';
import { useHandOnFocus } from '../ui/use-hand-on-focus.ts';
import { notifyByBrowser } from './browser-notifications.ts';
import { type CurrentRun, newsOf, type RunNews } from './current-runs.ts';
import { namesOf, resultInWords, stateInWords } from './run-words.ts';
import classes from './runs.module.css';

/** How long news stays that nobody closes, points at or has the focus in. In ms. */
const SHOWN_MS = 10_000;

/** Tells whoever began a run when it is over, or waits for somebody: in the page and, if allowed, by the browser. */
export function RunsNews({ runs, user }: { runs: readonly CurrentRun[]; user: string }) {
  const [news, setNews] = useState<readonly RunNews[]>([]);
  const before = useRef(runs);
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const here = useRef({ pathname, navigate });
  here.current = { pathname, navigate };

  useEffect(() => {
    const fresh = newsOf(before.current, runs, user);
    before.current = runs;
    for (const one of fresh) if (document.hidden) tellByBrowser(one, here.current.navigate);
    const untold = fresh.filter(({ run }) => !isSeen(run, here.current.pathname));
    const about = new Set(fresh.map(({ run }) => run.deletion_id));
    if (fresh.length > 0)
      setNews((told) => [...told.filter(({ run }) => !about.has(run.deletion_id)), ...untold]);
  }, [runs, user]);

  const dismiss = (gone: RunNews) => setNews((told) => told.filter((one) => one !== gone));
  return (
    <Portal>
      <div className={classes.news} role="status" aria-live="polite">
        {news.map((one) => (
          <News key={`${one.run.deletion_id} ${one.what}`} news={one} onDismiss={() => dismiss(one)} />
        ))}
      </div>
    </Portal>
  );
}

/** Whether a run is before one's eyes: on its receipt, or in the dialog that began it. */
function isSeen({ deletion_id }: CurrentRun, pathname: string): boolean {
  const isDialogOpen = document.querySelector('[role="alertdialog"]') !== null;
  return !document.hidden && (isDialogOpen || pathname === paths.deletion(deletion_id));
}

function News({ news, onDismiss }: { news: RunNews; onDismiss: () => void }) {
  const [isHeld, setHeld] = useState(false);
  const dismiss = useRef(onDismiss);
  dismiss.current = onDismiss;
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(() => dismiss.current(), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isHeld]);
  const item = useRef<HTMLDivElement>(null);
  useHandOnFocus(item, () => document.getElementById('main'));
  const { run, what } = news;
  // Nothing is shown as good of which a part is not.
  const isGood = what === 'ended' && run.result === 'all';
  const Icon = isGood ? IconCircleCheck : IconAlertTriangle;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it stays while somebody points at it or is in it
    <div
      ref={item}
      className={classes.newsItem}
      data-tone={isGood ? 'good' : 'warn'}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon size={18} aria-hidden className={classes.newsIcon} />
      <div className={classes.newsText}>
        <strong>
          <bdi>{titleOf(news)}</bdi>
        </strong>
        <span>{textOf(news)}</span>
        <Link to={paths.deletion(run.deletion_id)} onClick={onDismiss}>
          {m.run_show_receipt()}
        </Link>
      </div>
      <CloseButton size="sm" aria-label={m.run_dismiss()} onClick={onDismiss} />
    </div>
  );
}

function titleOf({ what, run }: RunNews): string {
  const names = namesOf(run);
  return what === 'ended' ? m.run_ended({ names }) : m.run_needs_you({ names });
}

function textOf({ what, run }: RunNews): string {
  return what === 'ended' ? resultInWords(run) : stateInWords(run, 0);
}

/** Has the browser tell it, where whoever looks at the page asked for that. */
function tellByBrowser(news: RunNews, navigate: (path: string) => unknown): void {
  const { deletion_id } = news.run;
  notifyByBrowser({ title: titleOf(news), body: textOf(news), tag: deletion_id }, () =>
    navigate(paths.deletion(deletion_id)),
  );
}
