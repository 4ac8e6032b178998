import uiEn from '../../ui/texts.en.json';
import uiVi from '../../ui/texts.vi.json';
import appEn from '../texts.en.json';
import appVi from '../texts.vi.json';

/** Every text of the program: a namespace for each folder that has words. To add a feature's texts, add it to both. */
export const vietnamese = {
  app: appVi,
  ui: uiVi,
};

export const english = {
  app: appEn,
  ui: uiEn,
};

export const catalogue = { vi: vietnamese, en: english };
