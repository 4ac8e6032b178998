import { type RefObject, useEffect, useRef } from 'react';

/** Scrolls the element into view whenever it becomes the chosen one. */
export function useInView<Shown extends HTMLElement>(isChosen: boolean): RefObject<Shown | null> {
  const place = useRef<Shown>(null);
  useEffect(() => {
    if (isChosen) place.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen]);
  return place;
}
