import type { CSSProperties, ReactNode } from 'react';
import { annotated } from '../../../shared/domain/evidence/layers.ts';
import type { Layer } from '../../../shared/schema/evidence.ts';
import styles from './AnnotatedImage.module.css';
import { ShapeView } from './ShapeView.tsx';
import { useNaturalSize } from './use-natural-size.ts';

interface AnnotatedImageProps {
  address: string;
  alt: string;
  layers: readonly Layer[];
  /** Within its place as a whole, or over all of it. */
  fit: 'contain' | 'cover';
  onError: () => void;
  /** Laid over the picture, where its layers lie. */
  children?: ReactNode;
}

/** A picture with what was drawn over it; the picture itself stays as it is. */
export function AnnotatedImage({ address, alt, layers, fit, onError, children }: AnnotatedImageProps) {
  const { size, onLoad } = useNaturalSize();
  const { crop, shapes } = annotated(layers, size ?? { width: 4, height: 3 });
  const whole = size ?? { width: crop.width, height: crop.height };
  const place = {
    '--ratio': crop.width / crop.height,
    '--left': `${(-crop.left / crop.width) * 100}%`,
    '--top': `${(-crop.top / crop.height) * 100}%`,
    '--width': `${(whole.width / crop.width) * 100}%`,
    '--height': `${(whole.height / crop.height) * 100}%`,
  } as CSSProperties;
  return (
    <span className={styles.place}>
      <span className={styles.frame} data-fit={fit} data-waits={size === null || undefined} style={place}>
        <span className={styles.whole}>
          <img className={styles.image} src={address} alt={alt} decoding="async" onLoad={onLoad} onError={onError} />
          <svg className={styles.shapes} viewBox={`0 0 ${whole.width} ${whole.height}`} aria-hidden="true">
            {shapes.map((shape) => (
              <ShapeView key={shape.id} shape={shape} />
            ))}
          </svg>
          {children}
        </span>
      </span>
    </span>
  );
}
