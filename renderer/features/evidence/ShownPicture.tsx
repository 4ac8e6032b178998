import { SegmentedControl } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Evidence, Layer } from '../../../shared/schema/evidence.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { AnnotatedImage } from '../../ui/evidence/AnnotatedImage.tsx';
import { DrawingArea } from './DrawingArea.tsx';
import { LayerList } from './LayerList.tsx';
import { LayerTools } from './LayerTools.tsx';
import styles from './ShownPicture.module.css';
import { useLayers, withLayer } from './use-layers.ts';

interface ShownPictureProps {
  evidence: Evidence;
  address: string;
  name: string;
  onError: () => void;
}

const noLayers: readonly Layer[] = [];

/** A picture as it was taken, or with what was drawn over it; who may write in the case draws. */
export function ShownPicture({ evidence, address, name, onError }: ShownPictureProps) {
  const { t } = useTranslation('evidenceTab');
  const { mayEdit } = useCaseFile();
  const layers = useLayers(evidence);
  const [view, setView] = useState<'annotated' | 'original'>('annotated');
  const [tool, setTool] = useState<Layer['kind'] | null>(null);
  const [selectedId, select] = useState('');
  /** What is being drawn, moved or worded, and not saved yet. */
  const [draft, setDraft] = useState<Layer | null>(null);
  const isAnnotated = view === 'annotated';
  const editable = mayEdit && evidence.withdrawn === null && isAnnotated;
  const all = draft ? withLayer(draft)(layers.all) : layers.all;
  const shown = tool === 'crop' ? all.filter(({ kind }) => kind !== 'crop') : all;
  const settle = (layer: Layer) => {
    if (layer.kind === 'text' && layer.text.trim() === '') return setDraft(null);
    // It is shown as it was drawn until it is saved.
    void layers.save(layer).then(() => setDraft((at) => (at === layer ? null : at)));
  };
  // Words that are being typed when the picture is closed are saved.
  const typed = useRef<() => unknown>(() => undefined);
  useEffect(() => {
    typed.current = () => draft?.kind === 'text' && draft.text.trim() !== '' && layers.save(draft);
  });
  useEffect(() => () => void typed.current(), []);
  const remove = (id: string) => {
    setDraft(null);
    layers.remove(id);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of what is focused within
    <div
      className={styles.picture}
      onKeyDown={(event) => {
        if (!editable || event.target instanceof HTMLInputElement) return;
        if (event.key === 'Delete' && selectedId) remove(selectedId);
        else if (event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey)) layers.undo();
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <div className={styles.bar}>
        {(layers.all.length > 0 || view === 'original') && (
          <SegmentedControl
            aria-label={t('layers.view')}
            value={view}
            onChange={setView}
            data={[
              { value: 'original', label: t('layers.original') },
              { value: 'annotated', label: t('layers.annotated') },
            ]}
          />
        )}
        {editable && <LayerTools tool={tool} isFull={layers.isFull} onChoose={setTool} />}
      </div>
      <div className={styles.work}>
        <div className={styles.place}>
          <AnnotatedImage
            address={address}
            alt={name}
            layers={isAnnotated ? shown : noLayers}
            fit="contain"
            onError={onError}
          >
            {editable && (
              <DrawingArea
                tool={layers.isFull ? null : tool}
                selected={all.find(({ id }) => id === selectedId) ?? null}
                draft={draft}
                onDraft={setDraft}
                onDrawn={(layer) => {
                  select(layer.id);
                  setTool(null);
                  if (layer.kind !== 'text') settle(layer);
                }}
                onSettled={settle}
              />
            )}
          </AnnotatedImage>
        </div>
        {editable && (
          <LayerList
            layers={all}
            selectedId={selectedId}
            draft={draft}
            onSelect={select}
            onDraft={setDraft}
            onSettled={settle}
            onRemove={remove}
          />
        )}
      </div>
    </div>
  );
}
