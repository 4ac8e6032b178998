import { ActionIcon, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { mostLayers } from '../../../shared/domain/evidence/layers.ts';
import type { Layer } from '../../../shared/schema/evidence.ts';
import { layerGlyphs } from './layer-glyphs.ts';
import styles from './ShownPicture.module.css';

interface LayerToolsProps {
  tool: Layer['kind'] | null;
  isFull: boolean;
  onChoose: (tool: Layer['kind'] | null) => void;
}

const tools = ['blur', 'box', 'arrow', 'text', 'crop'] as const;

/** What can be drawn over a picture, and how with the one that is chosen. */
export function LayerTools({ tool, isFull, onChoose }: LayerToolsProps) {
  const { t } = useTranslation('evidenceTab');
  return (
    <>
      <fieldset className={styles.tools} aria-label={t('layers.tools')}>
        {tools.map((each) => {
          const Glyph = layerGlyphs[each];
          return (
            <Tooltip key={each} label={t(`layers.tool.${each}`)}>
              <ActionIcon
                size={36}
                variant={tool === each ? 'light' : 'subtle'}
                aria-label={t(`layers.tool.${each}`)}
                aria-pressed={tool === each}
                disabled={isFull}
                onClick={() => onChoose(tool === each ? null : each)}
              >
                <Glyph size={20} stroke={1.7} aria-hidden />
              </ActionIcon>
            </Tooltip>
          );
        })}
      </fieldset>
      <span className={styles.hint} role="status">
        {isFull ? t('layers.full', { count: mostLayers }) : t(tool ? `layers.how.${tool}` : 'layers.kept')}
      </span>
    </>
  );
}
