import type { vietnamese } from './catalogue.ts';

/** Makes `t()` know every key: a missing one does not compile. */
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'app';
    resources: typeof vietnamese;
  }
}
