import { type RefObject, useLayoutEffect } from 'react';

const millimetresPerPixel = 25.4 / 96;
/** The paper is fed a little further than the last line. */
const feedMm = 2;

/** Makes the paper of slips as long as the longest of those shown: a roll has no length of its own. `said`: what changes it. */
export function useSlipLength(place: RefObject<HTMLElement | null>, said: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is said is what is measured
  useLayoutEffect(() => {
    const heights = [...(place.current?.children ?? [])].map((slip) => slip.getBoundingClientRect().height);
    const length = Math.ceil(Math.max(0, ...heights) * millimetresPerPixel + feedMm);
    // The content policy takes no style that is written into the page.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`@page slip { size: 80mm ${length}mm; margin: 0 }`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet);
    };
  }, [place, said]);
}
