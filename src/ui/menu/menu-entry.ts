import type { Icon } from '@tabler/icons-react';
import type { AriaAttributes, DOMAttributes, ReactNode } from 'react';

/** One line of a menu: something to do, a place to go, a choice of one or of several, a remark. */
export type MenuEntry =
  | {
      kind: 'action';
      label: string;
      icon?: Icon;
      isDangerous?: boolean;
      isDisabled?: boolean;
      act: () => void;
    }
  | { kind: 'link'; label: string; icon?: Icon; to: string }
  /** In a tab of its own. */
  | { kind: 'outside'; label: string; icon?: Icon; href: string }
  | { kind: 'download'; label: string; icon?: Icon; href: string }
  | { kind: 'choice'; label: string; isChosen: boolean; choose: () => void }
  | { kind: 'tick'; label: string; mark?: ReactNode; isTicked: boolean; tick: () => void }
  | { kind: 'remark'; label: string }
  | { kind: 'divider'; label: string };

/** What a menu gives its button. */
export type MenuButtonProps = AriaAttributes & DOMAttributes<HTMLElement>;
