import casesEn from '../../features/cases/texts.en.json';
import casesVi from '../../features/cases/texts.vi.json';
import caseEn from '../../ui/case/texts.en.json';
import caseVi from '../../ui/case/texts.vi.json';

/** Texts of all that belongs to cases. */
export const caseVietnamese = {
  case: caseVi,
  cases: casesVi,
};

export const caseEnglish = {
  case: caseEn,
  cases: casesEn,
};
