import { useEffect, useRef } from 'react';
import { Link, NavLink, useLocation } from 'react-router-dom';
import { m } from '../messages/messages.js';
import classes from './main-nav.module.css';
import { paths } from './paths.ts';

/** The ways to the pages; where they have no room they can be pushed aside, and the one where somebody is stays in sight. */
export function MainNav() {
  const nav = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another place is another link
  useEffect(() => {
    nav.current
      ?.querySelector('[aria-current="page"]')
      ?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [pathname]);
  return (
    <nav ref={nav} className={classes.nav} aria-label={m.main_navigation()}>
      <NavLink to={paths.overview} end>
        {m.overview_title()}
      </NavLink>
      <NavLink to={paths.models}>{m.models()}</NavLink>
      <NavLink to={paths.services}>{m.services()}</NavLink>
      <Link to={paths.cleanup} aria-current={isHousekeeping(pathname) ? 'page' : undefined}>
        {m.cleanup_title()}
      </Link>
      <NavLink to={paths.deletions}>{m.deletions()}</NavLink>
      <NavLink to={paths.activity}>{m.activity()}</NavLink>
    </nav>
  );
}

/** Rules have no link of their own: the way to them is in what can go. */
function isHousekeeping(pathname: string): boolean {
  return [paths.cleanup, paths.rules].some((path) => pathname === path || pathname.startsWith(`${path}/`));
}
