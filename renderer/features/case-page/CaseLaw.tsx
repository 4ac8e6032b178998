import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router';
import { useLaw } from '../../ui/case/law.tsx';
import { LawPanel } from '../../ui/finding/LawPanel.tsx';

/** The article that stands beside the work, until the work goes elsewhere. */
export function CaseLaw() {
  const law = useLaw();
  const { pathname, search } = useLocation();
  const place = `${pathname}${search}`;
  const { hide } = law;
  const before = useRef(place);
  useEffect(() => {
    if (before.current === place) return;
    before.current = place;
    hide();
  }, [place, hide]);
  return <LawPanel law={law.shown} onClose={law.hide} />;
}
