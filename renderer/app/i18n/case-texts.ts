import casesEn from '../../features/cases/texts.en.json';
import casesVi from '../../features/cases/texts.vi.json';
import diaryEn from '../../features/diary/texts.en.json';
import diaryVi from '../../features/diary/texts.vi.json';
import findingsEn from '../../features/findings/texts.en.json';
import findingsVi from '../../features/findings/texts.vi.json';
import reviewEn from '../../features/review/texts.en.json';
import reviewVi from '../../features/review/texts.vi.json';
import caseEn from '../../ui/case/texts.en.json';
import caseVi from '../../ui/case/texts.vi.json';

/** Texts of all that belongs to cases. */
export const caseVietnamese = {
  case: caseVi,
  cases: casesVi,
  diary: diaryVi,
  findings: findingsVi,
  review: reviewVi,
};

export const caseEnglish = {
  case: caseEn,
  cases: casesEn,
  diary: diaryEn,
  findings: findingsEn,
  review: reviewEn,
};
