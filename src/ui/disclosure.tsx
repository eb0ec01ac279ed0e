import { Collapse, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';
import classes from './disclosure.module.css';

/** A heading that opens and closes what stands below it; while `isForcedOpen` it is open, whatever was chosen. */
export function Disclosure(props: {
  label: ReactNode;
  isOpenAtFirst?: boolean;
  isForcedOpen?: boolean;
  children: ReactNode;
}) {
  const [isChosen, setOpen] = useState(props.isOpenAtFirst ?? false);
  const isOpen = isChosen || props.isForcedOpen === true;
  const id = useId();
  return (
    <div>
      <UnstyledButton
        className={classes.control}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        <IconChevronRight size={15} className={classes.chevron} data-open={isOpen} aria-hidden />
        {props.label}
      </UnstyledButton>
      <Collapse expanded={isOpen} id={id}>
        <div className={classes.content}>{isOpen && props.children}</div>
      </Collapse>
    </div>
  );
}
