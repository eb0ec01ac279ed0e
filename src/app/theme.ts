import { createTheme, type MantineColorsTuple } from '@mantine/core';
import { SteadyButton } from '../ui/steady-button.tsx';

/** Leaf to bark: the brand's green, dark enough at 7 for white text on it (contrast 7.6:1). */
const coppice: MantineColorsTuple = [
  '#ecf8f3',
  '#d6ede4',
  '#abdbc8',
  '#7cc8aa',
  '#54b78f',
  '#35a079',
  '#1f8664',
  '#0f6b4f',
  '#0b553f',
  '#063d2d',
];

/** For what deletes: white text on 6 and 7 has a contrast of 5.5:1 and more. */
const red: MantineColorsTuple = [
  '#fff1f0',
  '#ffdcda',
  '#fbb5b1',
  '#f58a84',
  '#ec5f58',
  '#dd4640',
  '#c92a2a',
  '#b3261e',
  '#8f1d17',
  '#6b1410',
];

/** For what needs a second look; 7 and darker are for text on the lightest (contrast 5.4:1 and more). */
const yellow: MantineColorsTuple = [
  '#fff8e6',
  '#ffedc2',
  '#ffdb8a',
  '#ffc54d',
  '#f5ad1f',
  '#d98e04',
  '#b87503',
  '#8a5700',
  '#6e4500',
  '#523300',
];

/** Mantine's theme: the brand's colours, and contrast enough for WCAG 2.2 AA. */
export const theme = createTheme({
  primaryColor: 'coppice',
  primaryShade: { light: 7, dark: 6 },
  colors: { coppice, red, yellow },
  autoContrast: true,
  defaultRadius: 'sm',
  fontFamily: '"Inter Variable", "Inter Fallback", system-ui, "Noto Sans SC", sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace',
  headings: { fontWeight: '650' },
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: { defaultProps: { component: SteadyButton } },
    ActionIcon: { defaultProps: { component: SteadyButton } },
    // A dialog's header is not the page's: as a second banner it would mislead who moves by landmarks.
    ModalHeader: { defaultProps: { role: 'none' } },
    DrawerHeader: { defaultProps: { role: 'none' } },
  },
});
