import type { TemplateData, TemplateItem } from '../../shared/schema/reference-data.ts';
import { prose } from '../prose.ts';
import { type Random, seeded } from '../random.ts';

export const longTemplateId = 'bench-500';
const sectionCount = 20;
const itemsInSection = 25;

/** Ids of its items, in order. */
export const longItemIds: readonly string[] = Array.from(
  { length: sectionCount * itemsInSection },
  (_, n) => `bench.${n + 1}`,
);

/** A template of 500 items: most ask about compliance, every tenth for a text, as the real ones do. */
export function longTemplate(): TemplateData {
  const random = seeded(500);
  return {
    titleVi: 'Kiểm tra doanh nghiệp, 500 nội dung',
    titleEn: 'Enterprise, 500 items',
    subject: 'post',
    legalBasis: [],
    documentsToRequestVi: [],
    sections: Array.from({ length: sectionCount }, (_, section) => ({
      titleVi: prose(random, 40),
      titleEn: `Section ${section + 1}`,
      items: longItemIds
        .slice(section * itemsInSection, (section + 1) * itemsInSection)
        .map((id, at) => item(id, at, random)),
    })),
  };
}

function item(id: string, at: number, random: Random): TemplateItem {
  return {
    id,
    questionVi: `${prose(random, 110)}?`,
    questionEn: `Is it so? (${id})`,
    hintVi: prose(random, 160),
    answerKind: at % 10 === 9 ? 'text' : 'complies',
    evidenceExpected: prose(random, 60),
    required: true,
    confidence: 'high',
    source: prose(random, 60),
  };
}
