/** Colours and type of what is drawn over pictures, on the screen and in a copy: the same on light and dark pictures. */
export const inks = {
  cover: '#7a8383',
  line: '#d92d20',
  halo: '#ffffff',
  font: '"Be Vietnam Pro", sans-serif',
} as const;

/** How much wider the light line beneath is than the line itself. */
export const haloShare = 2;
