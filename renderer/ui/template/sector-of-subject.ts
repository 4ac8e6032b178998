import type { Sector } from '../../../shared/schema/common.ts';

/** Subjects of templates by the sector that they belong to; another subject belongs to every sector. */
const sectors: Readonly<Record<string, Sector>> = {
  post: 'post',
  telecom: 'telecom',
  radio: 'radio',
  press: 'press',
  publishing: 'publishing',
  games: 'it',
  'information-online': 'it',
  'information-security': 'it',
};

/** Sector of a template's subject; null for those of every sector. */
export function sectorOfSubject(subject: string): Sector | null {
  return sectors[subject] ?? null;
}
