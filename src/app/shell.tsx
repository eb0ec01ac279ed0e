import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router-dom';
import { followChanges } from '../api/live/live-changes.ts';
import { refreshLists } from '../api/live/refresh-lists.ts';
import { followSession, whoOf } from '../api/live/same-session.ts';
import { sessionQuery } from '../api/queries/access/session.ts';
import { m } from '../messages/messages.js';
import { paths } from './paths.ts';
import classes from './shell.module.css';
import { TopBar } from './top-bar.tsx';

/** The frame around every page of somebody who is signed in; others are sent to sign in and brought back. */
export function Shell() {
  const session = useQuery(sessionQuery);
  const location = useLocation();
  const cache = useQueryClient();
  const who = session.data ? whoOf(session.data) : undefined;
  useEffect(() => {
    if (who === undefined) return;
    const refresh = refreshLists(cache);
    const ends = [followChanges(who, refresh.note), followSession(who), refresh.stop];
    return () => {
      for (const end of ends) end();
    };
  }, [who, cache]);
  if (session.isPending) return null;
  if (!session.data) {
    const here = location.pathname + location.search;
    return <Navigate to={paths.signInThen(here)} replace />;
  }
  return (
    <div className={classes.frame}>
      <a className={classes.skip} href="#main">
        {m.skip_to_content()}
      </a>
      <TopBar session={session.data} />
      <main id="main" tabIndex={-1} className={classes.main}>
        <Outlet />
      </main>
    </div>
  );
}
