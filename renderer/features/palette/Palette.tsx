import { createSpotlight, Spotlight } from '@mantine/spotlight';
import { IconBuildingStore, IconQrcode, IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { ownCode } from '../../../shared/domain/codes/own-code.ts';
import { foldedWords } from '../../../shared/storage/fold.ts';
import { Keys } from '../../ui/Keys.tsx';
import { paths } from '../../ui/paths.ts';
import { CaseAction } from './CaseAction.tsx';
import styles from './Palette.module.css';
import { type Command, useCommands } from './use-commands.ts';
import { useFound } from './use-found.ts';
import { useRecentCases } from './use-recent-cases.ts';

const [store, handle] = createSpotlight();

/** Opens the palette from anywhere. */
export const openPalette = handle.open;

/** Marks the first line as Mantine's arrow keys do: results that come after the typing would stand unmarked. */
function selectFirst(): void {
  const list = document.getElementById(store.getState().listId);
  list?.querySelector('[data-selected]')?.removeAttribute('data-selected');
  list?.querySelector('[data-action]')?.setAttribute('data-selected', 'true');
  store.updateState((state) => ({ ...state, selected: 0 }));
}

/** Every word typed stands in the label or in the words beside it, tones or not. */
function matches({ label, words: others = '' }: Command, query: string): boolean {
  const words = foldedWords(`${label} ${others}`).join(' ');
  return foldedWords(query).every((word) => words.includes(word));
}

/** The label begins as what is typed, or goes on so after its verb: it is what was meant, whatever else holds the words. */
function begins(label: string, query: string): boolean {
  const words = foldedWords(query).join(' ');
  const [verb = '', ...rest] = foldedWords(label);
  return words.length > 1 && ([verb, ...rest].join(' ').startsWith(words) || rest.join(' ').startsWith(words));
}

/** Go anywhere, find any case or entity, do anything: Ctrl+K. */
export function Palette({ onHelp, onLock }: { onHelp: () => void; onLock: () => void }) {
  const { t } = useTranslation('palette');
  const navigate = useNavigate();
  const [query, setQuery] = useState('');
  const found = useFound(query);
  const recent = useRecentCases();
  const commands = useCommands(onHelp, onLock).filter((command) => matches(command, query));
  const cases = query.trim() ? found.cases : recent;
  const searching = found.query !== query.trim();
  const meant = commands.filter(({ label }) => begins(label, query));
  const others = commands.filter(({ label }) => !begins(label, query));
  const code = ownCode(query);
  const nothing = !searching && !code && cases.length + found.entities.length + commands.length === 0;

  // Results come after the typing: Enter opens the first of them.
  const firstKey = code?.documentId ?? meant[0]?.label ?? cases[0]?.id ?? found.entities[0]?.id ?? commands[0]?.label;
  useEffect(() => {
    if (firstKey) selectFirst();
  }, [firstKey]);

  return (
    <Spotlight.Root
      store={store}
      shortcut={null}
      query={query}
      onQueryChange={setQuery}
      scrollable
      maxHeight="min(28rem, 60vh)"
      lockScroll={false}
      size={640}
      radius="lg"
      shadow="mt"
      title={t('label')}
      centered={false}
      yOffset="12vh"
      overlayProps={{ backgroundOpacity: 0.32, blur: 0 }}
      transitionProps={{ duration: 120 }}
      classNames={{
        header: 'mt-hidden',
        search: styles.search,
        action: styles.action,
        actionDescription: styles.facts,
        actionSection: styles.icon,
        actionsGroup: styles.group,
      }}
    >
      <Spotlight.Search
        placeholder={t('placeholder')}
        aria-label={t('label')}
        leftSection={<IconSearch size={18} stroke={1.7} aria-hidden />}
      />
      <Spotlight.ActionsList>
        {code && (
          <Spotlight.ActionsGroup label={t('code')}>
            <Spotlight.Action
              label={t(`codeTo.${code.part}`)}
              description={query.trim()}
              leftSection={<IconQrcode size={18} stroke={1.7} aria-hidden />}
              onClick={() => void navigate(paths.document(code.caseId, code.documentId, code.part))}
            />
          </Spotlight.ActionsGroup>
        )}
        <Commands commands={meant} />
        {cases.length > 0 && (
          <Spotlight.ActionsGroup label={query.trim() ? t('cases') : t('recent')}>
            {cases.map((one) => (
              <CaseAction key={one.id} inspectionCase={one} />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {found.entities.length > 0 && (
          <Spotlight.ActionsGroup label={t('entities')}>
            {found.entities.map((entity) => (
              <Spotlight.Action
                key={entity.id}
                label={entity.name}
                description={[entity.code, t('entityHint')].filter(Boolean).join(' · ')}
                leftSection={<IconBuildingStore size={18} stroke={1.7} aria-hidden />}
                onClick={() => void navigate(paths.casesOf(entity.name))}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        <Commands commands={others} />
        {nothing && <Spotlight.Empty>{t('nothing')}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

function Commands({ commands }: { commands: readonly Command[] }) {
  const { t } = useTranslation('palette');
  if (commands.length === 0) return null;
  return (
    <Spotlight.ActionsGroup label={t('commands')}>
      {commands.map(({ label, icon: Glyph, keys, run }) => (
        <Spotlight.Action
          key={label}
          label={label}
          leftSection={<Glyph size={18} stroke={1.7} aria-hidden />}
          rightSection={keys && <Keys keys={keys} />}
          onClick={run}
        />
      ))}
    </Spotlight.ActionsGroup>
  );
}
