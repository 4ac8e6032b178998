import { ActionIcon, Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { usePerson } from '../../app/workspace-context.tsx';
import { useNotices } from '../../ui/notices.tsx';
import { TabButton, TabStrip } from '../../ui/TabStrip.tsx';
import { isNarrowed } from './filter.ts';
import { SaveView } from './SaveView.tsx';
import type { ListControls } from './use-list-state.ts';
import { useOwnViews } from './use-own-views.ts';
import { useViewCounts } from './use-view-counts.ts';
import { type OwnView, viewsFor } from './views.ts';

/** The views that everyone has and one's own, each with its count. */
export function ViewTabs({ list, today }: { list: ListControls; today: string }) {
  const { t } = useTranslation('cases');
  const notices = useNotices();
  const builtIn = viewsFor(usePerson().role);
  const counts = useViewCounts(today);
  const own = useOwnViews();
  const [saving, save] = useDisclosure(false);
  const { state } = list;

  const remove = async (view: OwnView) => {
    const before = own.views;
    if (state.view === view.id) list.openView(view.base);
    try {
      await own.remove(view.id);
      notices.undoable(t('view.removed', { name: view.name }), () => own.restore(before));
    } catch (thrown) {
      notices.problem(thrown);
    }
  };
  const keep = async (name: string) => {
    save.close();
    try {
      const view = await own.keep({ name, base: state.base, filter: state.filter, sort: state.sort });
      list.openOwnView(view);
      notices.done(t('view.kept', { name }));
    } catch (thrown) {
      notices.problem(thrown);
    }
  };
  const unsaved = isNarrowed(state.filter) && !own.views.some((view) => view.id === state.view);

  return (
    <>
      <TabStrip
        label={t('view.label')}
        inset={24}
        end={
          unsaved && (
            <Button
              variant="subtle"
              color="gray"
              size="compact-sm"
              leftSection={<IconPlus size={16} stroke={1.7} />}
              onClick={save.open}
            >
              {t('view.save')}
            </Button>
          )
        }
      >
        {builtIn.map((view) => (
          <TabButton key={view} open={state.view === view} onOpen={() => list.openView(view)} count={counts.get(view)}>
            {t(`view.${view}`)}
          </TabButton>
        ))}
        {own.views.map((view) => (
          <OwnTab
            key={view.id}
            view={view}
            open={state.view === view.id}
            onOpen={() => list.openOwnView(view)}
            onRemove={() => void remove(view)}
          />
        ))}
      </TabStrip>
      <SaveView opened={saving} onClose={save.close} onSave={(name) => void keep(name)} />
    </>
  );
}

interface OwnTabProps {
  view: OwnView;
  open: boolean;
  onOpen: () => void;
  onRemove: () => void;
}

function OwnTab({ view, open, onOpen, onRemove }: OwnTabProps) {
  const { t } = useTranslation('cases');
  return (
    <>
      <TabButton open={open} onOpen={onOpen}>
        {view.name}
      </TabButton>
      {open && (
        <ActionIcon
          size={24}
          style={{ alignSelf: 'center', marginLeft: -14 }}
          aria-label={t('view.remove', { name: view.name })}
          onClick={onRemove}
        >
          <IconX size={15} stroke={1.7} />
        </ActionIcon>
      )}
    </>
  );
}
