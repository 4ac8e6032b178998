import devicesEn from '../../features/devices/texts.en.json';
import devicesVi from '../../features/devices/texts.vi.json';
import outboxEn from '../../features/outbox/texts.en.json';
import outboxVi from '../../features/outbox/texts.vi.json';
import paletteEn from '../../features/palette/texts.en.json';
import paletteVi from '../../features/palette/texts.vi.json';
import recoveryEn from '../../features/recovery/texts.en.json';
import recoveryVi from '../../features/recovery/texts.vi.json';
import settingsEn from '../../features/settings/texts.en.json';
import settingsVi from '../../features/settings/texts.vi.json';
import signInEn from '../../features/sign-in/texts.en.json';
import signInVi from '../../features/sign-in/texts.vi.json';
import templatesEn from '../../features/templates/texts.en.json';
import templatesVi from '../../features/templates/texts.vi.json';
import todayEn from '../../features/today/texts.en.json';
import todayVi from '../../features/today/texts.vi.json';
import scanEn from '../../ui/codes/texts.en.json';
import scanVi from '../../ui/codes/texts.vi.json';
import numberEn from '../../ui/number/texts.en.json';
import numberVi from '../../ui/number/texts.vi.json';
import uiEn from '../../ui/texts.en.json';
import uiVi from '../../ui/texts.vi.json';
import appEn from '../texts.en.json';
import appVi from '../texts.vi.json';
import { caseEnglish, caseVietnamese } from './case-texts.ts';

/** Every text of the program: a namespace for each folder that has words. To add a feature's texts, add it to both. */
export const vietnamese = {
  ...caseVietnamese,
  app: appVi,
  devices: devicesVi,
  number: numberVi,
  outbox: outboxVi,
  palette: paletteVi,
  recovery: recoveryVi,
  scan: scanVi,
  settings: settingsVi,
  signIn: signInVi,
  templates: templatesVi,
  today: todayVi,
  ui: uiVi,
};

export const english = {
  ...caseEnglish,
  app: appEn,
  devices: devicesEn,
  number: numberEn,
  outbox: outboxEn,
  palette: paletteEn,
  recovery: recoveryEn,
  scan: scanEn,
  settings: settingsEn,
  signIn: signInEn,
  templates: templatesEn,
  today: todayEn,
  ui: uiEn,
};

export const catalogue = { vi: vietnamese, en: english };
