import { useSyncExternalStore } from 'react';

function subscribe(changed: () => void): () => void {
  window.addEventListener('resize', changed);
  const sizes = new MutationObserver(changed);
  sizes.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
  return () => {
    window.removeEventListener('resize', changed);
    sizes.disconnect();
  };
}

/** Width of the window in px at 100 % text size: at 150 % a window of 1366 px has room for 911. */
function roomWidth(): number {
  const rootSize = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  return Math.round((window.innerWidth * 16) / rootSize);
}

/** True while the window has room for at least `width` px, the text size counted in. */
export function useRoomFor(width: number): boolean {
  return useSyncExternalStore(subscribe, () => roomWidth() >= width);
}
