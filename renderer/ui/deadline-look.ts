import type { Tone } from './tone.ts';

export { noDeadline } from '../../shared/domain/deadline/deadline.ts';

/** From how many working days left a deadline is amber. */
const soonWithin = 2;

/** Colour of a deadline: red when its day is over, also where no working day has passed since, amber from two working days before it. */
export function deadlineTone(isOver: boolean, workingDaysLeft: number): Tone {
  if (isOver || workingDaysLeft < 0) return 'late';
  return workingDaysLeft <= soonWithin ? 'soon' : 'neutral';
}
