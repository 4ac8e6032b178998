import { useTranslation } from 'react-i18next';
import type { TripCheck } from '../../../shared/domain/trip/trip-checks.ts';
import { useFormat } from '../../ui/use-format.ts';
import type { Gathered } from './gather-facts.ts';

const secondMs = 1_000;

/** What a check found, in a sentence with its figures. */
export function useCheckWords({ facts, earlier, scarceSymbol }: Gathered): (check: TripCheck) => string {
  const { t } = useTranslation('trip');
  const format = useFormat();
  return ({ id, state }) => {
    switch (id) {
      case 'data':
        if (!facts.isWhole) return t('words.part');
        return facts.syncedMs === null
          ? t('words.never')
          : t('words.synced', { when: format.dateTime(facts.syncedMs) });
      case 'sent':
        return facts.unsent === 0 ? t('words.allSent') : t('words.unsent', { count: facts.unsent });
      case 'history':
        if (!facts.hasEntity) return t('words.noEntity');
        return earlier.cases === 0
          ? t('words.firstVisit')
          : t('words.earlier', { count: earlier.cases, findings: format.number(earlier.findings) });
      case 'checklist':
        return t('words.templates', { here: facts.templates.here, all: facts.templates.all });
      case 'law':
        return t('words.provisions', { count: facts.provisions });
      case 'forms':
        return facts.forms === 0 ? t('words.noForms') : t('words.forms', { count: facts.forms });
      case 'numbers':
        return t('words.numbers', { count: facts.numbersLeft, symbol: scarceSymbol });
      case 'lease':
        return t(state === 'ready' ? 'words.lease' : 'words.leaseShort', { until: format.dateTime(facts.leaseEndsMs) });
      case 'clock':
        if (facts.clockOffsetMs === null) return t('words.clockUnknown');
        return t(state === 'ready' ? 'words.clock' : 'words.clockOff', {
          seconds: format.number(Math.round(Math.abs(facts.clockOffsetMs) / secondMs)),
        });
      case 'pin':
        return t(facts.hasPin ? 'words.pin' : 'words.noPin');
      case 'room':
        return facts.freeBytes === null
          ? t('words.roomUnknown')
          : t('words.room', { size: format.size(facts.freeBytes) });
      case 'originals':
        return facts.originals.all === 0
          ? t('words.noOriginals')
          : t('words.originals', { here: facts.originals.here, all: facts.originals.all });
      case 'battery': {
        const share = format.share(facts.battery?.level ?? 0);
        return t(facts.battery?.isCharging ? 'words.charging' : 'words.battery', { share });
      }
    }
  };
}
