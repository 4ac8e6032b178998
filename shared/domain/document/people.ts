import type { TeamMember } from '../../schema/cases.ts';
import type { Attendee, OfficialDocument } from '../../schema/documents.ts';
import type { ManagedEntity } from '../../schema/entities.ts';
import type { PersonCardData } from '../../schema/reference-data.ts';
import { foldedText, foldedWords } from '../../storage/fold.ts';

/** What is known of somebody before they stand in a document. */
export type KnownPerson = Omit<Attendee, 'id' | 'signs'>;

interface Sources {
  readonly team: readonly TeamMember[];
  readonly cards: readonly PersonCardData[];
  readonly entity: ManagedEntity | null;
  /** Of the same entity, the newest first. */
  readonly earlier: readonly Pick<OfficialDocument, 'attendees'>[];
}

const nothing = { personId: '', duty: '', organisation: '', address: '', idNumber: '' };
const dutyVi = { leader: 'Trưởng đoàn', member: 'Thành viên đoàn' } as const;

/** Everybody who may be present: the team, who represents the entity, and those of earlier documents; each once, by name. */
export function knownPeople({ team, cards, entity, earlier }: Sources): readonly KnownPerson[] {
  const all = [
    ...team.map((member) => ofTeam(member, cards)),
    ...(entity ? representativeOf(entity) : []),
    ...earlier.flatMap(({ attendees }) => attendees).map(({ id: _, signs: __, ...known }) => known),
  ];
  const seen = new Set<string>();
  return all.filter((known) => {
    const key = `${known.side} ${foldedText(known.name)}`;
    if (known.name.trim() === '' || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** A member of a case's team: duty in the team, and the unit by the person's card. */
export function ofTeam({ id, name, role }: TeamMember, cards: readonly PersonCardData[]): KnownPerson {
  const card = cards.find(({ personId }) => personId === id);
  const title = card?.title ?? '';
  // A title that says it already is not followed by the duty.
  const duty = title.startsWith(dutyVi[role]) ? title : [title, dutyVi[role]].filter(Boolean).join(', ');
  return { ...nothing, side: 'team', personId: id, name, duty, organisation: card?.unitName ?? '' };
}

/** Who represents an entity by its record; nobody where the record names nobody. */
export function representativeOf(entity: ManagedEntity): readonly KnownPerson[] {
  const { form, name, representative, representativeTitle, address } = entity;
  const person = form === 'organisation' ? representative : representative || name;
  if (person.trim() === '') return [];
  const organisation = form === 'organisation' ? name : '';
  return [{ ...nothing, side: 'entity', name: person, duty: representativeTitle, organisation, address }];
}

/** Those whose name holds every word that is typed, tones or not; the last word may be its beginning. */
export function peopleNamed<Known extends Pick<KnownPerson, 'name'>>(
  known: readonly Known[],
  typed: string,
): readonly Known[] {
  const wanted = foldedWords(typed);
  if (wanted.length === 0) return [];
  return known.filter(({ name }) => {
    const words = foldedWords(name);
    return wanted.every((each) => words.some((word) => word.startsWith(each)));
  });
}

/** Who in the document seems to be the same person: of one id, one paper, or one name. */
export function sameAttendee(
  attendees: readonly Attendee[],
  one: Pick<Attendee, 'id' | 'personId' | 'idNumber' | 'name'>,
): Attendee | null {
  const isSame = (other: Attendee) =>
    (one.personId !== '' && other.personId === one.personId) ||
    (one.idNumber.trim() !== '' && other.idNumber.trim() === one.idNumber.trim()) ||
    (one.name.trim() !== '' && foldedText(other.name) === foldedText(one.name));
  return attendees.find((other) => other.id !== one.id && isSame(other)) ?? null;
}
