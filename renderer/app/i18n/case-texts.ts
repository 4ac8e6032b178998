import captureEn from '../../features/capture/texts.en.json';
import captureVi from '../../features/capture/texts.vi.json';
import casePageEn from '../../features/case-page/texts.en.json';
import casePageVi from '../../features/case-page/texts.vi.json';
import casesEn from '../../features/cases/texts.en.json';
import casesVi from '../../features/cases/texts.vi.json';
import checklistEn from '../../features/checklist/texts.en.json';
import checklistVi from '../../features/checklist/texts.vi.json';
import conflictEn from '../../features/conflict/texts.en.json';
import conflictVi from '../../features/conflict/texts.vi.json';
import diaryEn from '../../features/diary/texts.en.json';
import diaryVi from '../../features/diary/texts.vi.json';
import documentsEn from '../../features/documents/texts.en.json';
import documentsVi from '../../features/documents/texts.vi.json';
import doorEn from '../../features/door/texts.en.json';
import doorVi from '../../features/door/texts.vi.json';
import evidenceTabEn from '../../features/evidence/texts.en.json';
import evidenceTabVi from '../../features/evidence/texts.vi.json';
import exchangeEn from '../../features/exchange/texts.en.json';
import exchangeVi from '../../features/exchange/texts.vi.json';
import findingsEn from '../../features/findings/texts.en.json';
import findingsVi from '../../features/findings/texts.vi.json';
import newCaseEn from '../../features/new-case/texts.en.json';
import newCaseVi from '../../features/new-case/texts.vi.json';
import reviewEn from '../../features/review/texts.en.json';
import reviewVi from '../../features/review/texts.vi.json';
import tripEn from '../../features/trip/texts.en.json';
import tripVi from '../../features/trip/texts.vi.json';
import codesEn from '../../ui/case/codes.en.json';
import codesVi from '../../ui/case/codes.vi.json';
import caseEn from '../../ui/case/texts.en.json';
import caseVi from '../../ui/case/texts.vi.json';
import evidenceEn from '../../ui/evidence/texts.en.json';
import evidenceVi from '../../ui/evidence/texts.vi.json';

/** Texts of all that belongs to cases. */
export const caseVietnamese = {
  capture: captureVi,
  case: caseVi,
  casePage: casePageVi,
  cases: casesVi,
  checklist: checklistVi,
  codes: codesVi,
  conflict: conflictVi,
  diary: diaryVi,
  documents: documentsVi,
  door: doorVi,
  evidence: evidenceVi,
  evidenceTab: evidenceTabVi,
  exchange: exchangeVi,
  findings: findingsVi,
  newCase: newCaseVi,
  review: reviewVi,
  trip: tripVi,
};

export const caseEnglish = {
  capture: captureEn,
  case: caseEn,
  casePage: casePageEn,
  cases: casesEn,
  checklist: checklistEn,
  codes: codesEn,
  conflict: conflictEn,
  diary: diaryEn,
  documents: documentsEn,
  door: doorEn,
  evidence: evidenceEn,
  evidenceTab: evidenceTabEn,
  exchange: exchangeEn,
  findings: findingsEn,
  newCase: newCaseEn,
  review: reviewEn,
  trip: tripEn,
};
