import type { Settings } from '../../../shared/bridge/contract.ts';
import { useSettings } from '../../app/settings-context.tsx';
import { useNotices } from '../../ui/notices.tsx';

/** Changes a setting at once; says so when the shell could not keep it. */
export function useChange(): (part: Partial<Settings>) => void {
  const { change } = useSettings();
  const notices = useNotices();
  return (part) => void change(part).catch(notices.problem);
}
