import { useMediaQuery } from '@mantine/hooks';
import { IconMenu2 } from '@tabler/icons-react';
import { useEffect, useId, useRef } from 'react';
import { NavLink, useLocation } from 'react-router-dom';
import { m } from '../messages/messages.js';
import classes from './main-nav.module.css';
import { paths } from './paths.ts';

/** Where the links have no room beside the rest of the bar. */
const NARROW = '(max-width: 680px)';

/** The ways to the pages; on a narrow screen they are behind a button. */
export function MainNav() {
  const isNarrow = useMediaQuery(NARROW, false, { getInitialValueInEffect: false });
  return isNarrow ? <NavMenu /> : <Places className={classes.nav} />;
}

function NavMenu() {
  const id = useId();
  const menu = useRef<HTMLDivElement>(null);
  const { key } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: it closes wherever somebody goes
  useEffect(() => menu.current?.hidePopover(), [key]);
  return (
    <>
      <button type="button" className={classes.button} popoverTarget={id} aria-label={m.menu()}>
        <IconMenu2 size={18} aria-hidden />
      </button>
      <div ref={menu} id={id} popover="auto" className={classes.menu}>
        <Places className={classes.places} />
      </div>
    </>
  );
}

function Places({ className }: { className: string | undefined }) {
  return (
    <nav className={className} aria-label={m.main_navigation()}>
      <NavLink to={paths.overview} end>
        {m.overview_title()}
      </NavLink>
      <NavLink to={paths.models}>{m.models()}</NavLink>
      <NavLink to={paths.services}>{m.services()}</NavLink>
      <NavLink to={paths.deletions}>{m.deletions()}</NavLink>
      <NavLink to={paths.activity}>{m.activity()}</NavLink>
    </nav>
  );
}
