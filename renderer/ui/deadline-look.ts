import type { Tone } from './tone.ts';

export { noDeadline } from '../../shared/domain/deadline/deadline.ts';

/** From how many working days left a deadline is amber. */
const soonWithin = 2;

/** Colour of a deadline: red when late, amber from two working days before it. */
export function deadlineTone(workingDaysLeft: number): Tone {
  if (workingDaysLeft < 0) return 'late';
  return workingDaysLeft <= soonWithin ? 'soon' : 'neutral';
}
