import { useLaw } from '../../ui/case/law.tsx';
import { LawPanel } from '../../ui/finding/LawPanel.tsx';

/** The article that stands beside whichever tab is open. */
export function CaseLaw() {
  const law = useLaw();
  return <LawPanel law={law.shown} onClose={law.hide} />;
}
