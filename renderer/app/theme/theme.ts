import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';
import controls from './controls.module.css';

const teal: MantineColorsTuple = [
  '#e9f4f3',
  '#d3e8e6',
  '#a8d2cf',
  '#74b8b3',
  '#4fb8b2',
  '#12807e',
  '#0b6e6e',
  '#085a5a',
  '#064949',
  '#043737',
];

/** Mantine's own greys in the tokens' values, for what its components colour by themselves. */
const gray: MantineColorsTuple = [
  '#f6f7f7',
  '#f1f3f3',
  '#e4e6e6',
  '#d3d7d7',
  '#b6bdbd',
  '#858d8d',
  '#646c6c',
  '#4a5252',
  '#2f3636',
  '#1a1f1f',
];
const dark: MantineColorsTuple = [
  '#e8ebeb',
  '#b6bdbd',
  '#98a1a1',
  '#7a8485',
  '#3a4243',
  '#2a3031',
  '#1d2223',
  '#161a1b',
  '#111415',
  '#0c0e0f',
];

/** Modal, Drawer and Spotlight: the page itself never scrolls, and locking it would inject a style without a nonce. */
const floating = {
  lockScroll: false,
  radius: 12,
  shadow: 'mt',
  transitionProps: { duration: 150 },
  overlayProps: { backgroundOpacity: 0.32 },
};

/** The one theme: sizes and colours are those of variables.css. */
export const theme = createTheme({
  primaryColor: 'teal',
  primaryShade: { light: 6, dark: 5 },
  colors: { teal, gray, dark },
  fontFamily: '"Be Vietnam Pro", system-ui, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", Consolas, monospace',
  fontSizes: { xs: '0.8125rem', sm: '0.875rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.375rem' },
  lineHeights: { xs: '1.54', sm: '1.5', md: '1.53', lg: '1.41', xl: '1.36' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '14px' },
  defaultRadius: 'md',
  shadows: { mt: 'var(--mt-shadow)' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.625rem', lineHeight: '1.385' },
      h2: { fontSize: '1.375rem', lineHeight: '1.364' },
      h3: { fontSize: '1.0625rem', lineHeight: '1.412' },
      h4: { fontSize: '0.9375rem', lineHeight: '1.533' },
    },
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  components: {
    Button: { defaultProps: { size: 'sm' }, classNames: { root: controls.button } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 32 }, classNames: { root: controls.icon } },
    Text: { defaultProps: { size: 'sm' } },
    Input: { classNames: { input: controls.input } },
    InputWrapper: { classNames: { label: controls.label, description: controls.description, error: controls.error } },
    Checkbox: { classNames: { input: controls.check } },
    Radio: { classNames: { radio: controls.check } },
    Switch: { classNames: { track: controls.track } },
    Modal: { defaultProps: { ...floating, centered: true }, classNames: { title: controls.floatingTitle } },
    Drawer: { defaultProps: { ...floating, radius: 0 }, classNames: { title: controls.floatingTitle } },
    Popover: { defaultProps: { shadow: 'mt', radius: 12, transitionProps: { duration: 150 } } },
    Menu: {
      defaultProps: {
        shadow: 'mt',
        radius: 12,
        transitionProps: { duration: 150 },
        withInitialFocusPlaceholder: false,
      },
      classNames: { item: controls.menuItem },
    },
    Tooltip: {
      defaultProps: { openDelay: 400, withArrow: false, transitionProps: { duration: 120 } },
      classNames: { tooltip: controls.tooltip },
    },
    Notification: {
      classNames: {
        root: controls.notification,
        body: controls.notificationBody,
        description: controls.notificationWords,
      },
    },
    SegmentedControl: { classNames: { root: controls.segmented } },
  },
});

/** Mantine's own variables, pointed at the tokens, alike in both schemes: variables.css holds the two columns. */
const tokens: Record<string, string> = {
  '--mantine-color-body': 'var(--mt-bg)',
  '--mantine-color-text': 'var(--mt-text)',
  '--mantine-color-dimmed': 'var(--mt-text-3)',
  '--mantine-color-placeholder': 'var(--mt-text-3)',
  '--mantine-color-anchor': 'var(--mt-accent)',
  '--mantine-color-error': 'var(--mt-late)',
  '--mantine-color-default': 'var(--mt-bg)',
  '--mantine-color-default-hover': 'var(--mt-hover)',
  '--mantine-color-default-color': 'var(--mt-text)',
  '--mantine-color-default-border': 'var(--mt-line-strong)',
  '--mantine-color-disabled': 'var(--mt-line)',
  '--mantine-color-disabled-color': 'var(--mt-text-2)',
  '--mantine-color-disabled-border': 'var(--mt-line)',
  '--mantine-primary-color-filled': 'var(--mt-accent-fill)',
  '--mantine-primary-color-filled-hover': 'var(--mt-accent-fill-hover)',
  '--mantine-primary-color-light': 'var(--mt-accent-tint-strong)',
  '--mantine-primary-color-light-hover': 'var(--mt-accent-tint-strong)',
  '--mantine-primary-color-light-color': 'var(--mt-accent)',
  '--mantine-color-teal-filled': 'var(--mt-accent-fill)',
  '--mantine-color-teal-filled-hover': 'var(--mt-accent-fill-hover)',
  '--mantine-color-teal-light': 'var(--mt-accent-tint-strong)',
  '--mantine-color-teal-light-hover': 'var(--mt-accent-tint-strong)',
  '--mantine-color-teal-light-color': 'var(--mt-accent)',
  '--mantine-color-teal-outline': 'var(--mt-accent)',
  '--mantine-color-teal-text': 'var(--mt-accent)',
  '--mantine-color-gray-text': 'var(--mt-text-2)',
  '--mantine-color-gray-light': 'var(--mt-well)',
  '--mantine-color-gray-light-hover': 'var(--mt-hover)',
  '--mantine-color-gray-light-color': 'var(--mt-text-2)',
};

/** Set in both schemes, since Mantine sets them there: the more specific one would win. */
export const resolveVariables: CSSVariablesResolver = () => ({ variables: {}, light: tokens, dark: tokens });
