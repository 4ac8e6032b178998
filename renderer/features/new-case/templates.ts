import { countsOf } from '../../../forms/content/counts.ts';
import { wordsIn } from '../../../forms/content/words-in.ts';
import type { Sector } from '../../../shared/schema/common.ts';
import type { TemplateData } from '../../../shared/schema/reference-data.ts';
import type { Template } from '../../../shared/schema/templates.ts';
import { sectorOfSubject } from '../../ui/template/sector-of-subject.ts';

export interface TemplateChoice {
  readonly id: string;
  readonly titleVi: string;
  readonly titleEn: string;
  /** None: for every sector. */
  readonly sectors: readonly Sector[];
  /** Names of its sections, without their letters. */
  readonly sections: readonly string[];
  readonly items: number;
}

/** A template that comes with the program. */
export function shippedChoice({ id, data }: { readonly id: string; readonly data: TemplateData }): TemplateChoice {
  const sector = sectorOfSubject(data.subject);
  return {
    ...{ id, titleVi: data.titleVi, titleEn: data.titleEn, sectors: sector ? [sector] : [] },
    sections: data.sections.map(({ titleVi }) => titleVi.replace(/^[A-ZĐ]\.\s*/u, '')),
    items: data.sections.reduce((sum, section) => sum + section.items.length, 0),
  };
}

/** A template of the unit. */
export function ownChoice({ id, title, sectors, content }: Template): TemplateChoice {
  const { nodes, defaultLanguage } = content;
  return {
    ...{ id, titleVi: title, titleEn: title, sectors },
    sections: nodes
      .filter(({ kind, parent }) => kind !== 'item' && parent === null)
      .map(({ label }) => wordsIn(label, defaultLanguage, defaultLanguage))
      .filter(Boolean),
    items: countsOf(content).questions,
  };
}

/** Templates for an entity's sectors first, then the rest, each in the order given. */
export function arranged(
  templates: readonly TemplateChoice[],
  sectors: readonly Sector[],
): { suggested: readonly TemplateChoice[]; others: readonly TemplateChoice[] } {
  const fits = (template: TemplateChoice) => template.sectors.some((sector) => sectors.includes(sector));
  return { suggested: templates.filter(fits), others: templates.filter((template) => !fits(template)) };
}

/** Sector of a case: the entity's first that a template covers, else a template's own, else the entity's first. */
export function sectorOfCase(chosen: readonly TemplateChoice[], entitySectors: readonly Sector[]): Sector {
  const covered = chosen.flatMap(({ sectors }) => sectors);
  return entitySectors.find((sector) => covered.includes(sector)) ?? covered[0] ?? entitySectors[0] ?? 'it';
}

/** Names of the sections of the chosen templates: what the case's content lists. */
export function sectionNames(chosen: readonly TemplateChoice[]): string[] {
  return [...new Set(chosen.flatMap(({ sections }) => sections))];
}
