import type { Sector } from '../../../shared/schema/common.ts';
import type { TemplateData } from '../../../shared/schema/reference-data.ts';

export interface TemplateChoice {
  readonly id: string;
  readonly data: TemplateData;
}

/** Subjects of templates by the sector that they belong to; another subject belongs to every sector. */
const sectorOfSubject: Readonly<Record<string, Sector>> = {
  post: 'post',
  telecom: 'telecom',
  radio: 'radio',
  press: 'press',
  publishing: 'publishing',
  games: 'it',
  'information-online': 'it',
  'information-security': 'it',
};

/** Sector of a template; null for those of every sector. */
export function sectorOf(template: TemplateData): Sector | null {
  return sectorOfSubject[template.subject] ?? null;
}

/** Templates for an entity's sectors first, then the rest, each in the order of the reference data. */
export function arranged(
  templates: readonly TemplateChoice[],
  sectors: readonly Sector[],
): { suggested: readonly TemplateChoice[]; others: readonly TemplateChoice[] } {
  const fits = ({ data }: TemplateChoice) => {
    const sector = sectorOf(data);
    return sector !== null && sectors.includes(sector);
  };
  return { suggested: templates.filter(fits), others: templates.filter((template) => !fits(template)) };
}

/** Sector of a case: the entity's first that a template covers, else a template's own, else the entity's first. */
export function sectorOfCase(chosen: readonly TemplateChoice[], entitySectors: readonly Sector[]): Sector {
  const covered = chosen.map(({ data }) => sectorOf(data)).filter((sector) => sector !== null);
  return entitySectors.find((sector) => covered.includes(sector)) ?? covered[0] ?? entitySectors[0] ?? 'it';
}

/** Names of the sections of the chosen templates, without their letters: what the case's content lists. */
export function sectionNames(chosen: readonly TemplateChoice[]): string[] {
  const names = chosen.flatMap(({ data }) => data.sections.map(({ titleVi }) => titleVi.replace(/^[A-ZĐ]\.\s*/u, '')));
  return [...new Set(names)];
}

/** Items in a template. */
export function itemCount(template: TemplateData): number {
  return template.sections.reduce((sum, section) => sum + section.items.length, 0);
}
