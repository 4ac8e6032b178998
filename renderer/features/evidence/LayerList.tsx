import { ActionIcon, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Layer } from '../../../shared/schema/evidence.ts';
import { layerGlyphs } from './layer-glyphs.ts';
import styles from './ShownPicture.module.css';

interface LayerListProps {
  layers: readonly Layer[];
  selectedId: string;
  draft: Layer | null;
  onSelect: (id: string) => void;
  onDraft: (layer: Layer) => void;
  /** It is as it should be: to be saved. */
  onSettled: (layer: Layer) => void;
  onRemove: (id: string) => void;
}

/** What is drawn over a picture, one by one; words are typed here. */
export function LayerList({ layers, selectedId, draft, onSelect, onDraft, onSettled, onRemove }: LayerListProps) {
  const { t } = useTranslation('evidenceTab');
  // In its place from the beginning: the picture does not move when the first one is drawn.
  if (layers.length === 0) return <p className={styles.nothing}>{t('layers.none')}</p>;
  return (
    <ol className={styles.list} aria-label={t('layers.list')}>
      {layers.map((layer, place) => {
        const Glyph = layerGlyphs[layer.kind];
        const name = t(`layers.one.${layer.kind}`, { number: place + 1 });
        return (
          <li key={layer.id} className={styles.layer} data-selected={layer.id === selectedId || undefined}>
            <button
              type="button"
              className={styles.select}
              aria-pressed={layer.id === selectedId}
              onClick={() => onSelect(layer.id)}
            >
              <Glyph size={18} stroke={1.7} aria-hidden />
              {name}
            </button>
            <ActionIcon size={28} onClick={() => onRemove(layer.id)} aria-label={t('layers.remove', { name })}>
              <IconTrash size={17} stroke={1.7} aria-hidden />
            </ActionIcon>
            {layer.kind === 'text' && (
              <TextInput
                className={styles.words}
                aria-label={t('layers.words', { name })}
                placeholder={t('layers.wordsHint')}
                value={layer.text}
                autoFocus={draft?.id === layer.id}
                maxLength={200}
                onFocus={() => onSelect(layer.id)}
                onChange={(event) => onDraft({ ...layer, text: event.currentTarget.value })}
                onBlur={() => draft?.id === layer.id && onSettled(draft)}
                onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
              />
            )}
          </li>
        );
      })}
    </ol>
  );
}
