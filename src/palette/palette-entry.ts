import type { Icon } from '@tabler/icons-react';

/** One thing to go to, or to do. */
export type PaletteEntry = {
  key: string;
  /** What kind of thing it is, in words: entries of one kind stand together. */
  group: string;
  icon: Icon;
  label: string;
  remark?: string;
  act: () => void;
};
