/** Meaning of a colour: always beside an icon or a word. */
export type Tone = 'neutral' | 'accent' | 'done' | 'soon' | 'late' | 'info';
