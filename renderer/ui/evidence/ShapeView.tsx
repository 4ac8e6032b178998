import type { Shape } from '../../../shared/domain/evidence/layers.ts';
import { haloShare, inks } from './inks.ts';

/** Something that is drawn over a picture, as `drawShape` draws it. */
export function ShapeView({ shape }: { shape: Shape }) {
  switch (shape.kind) {
    case 'cover': {
      const { left, top, width, height } = shape.rect;
      return <rect x={left} y={top} width={width} height={height} fill={inks.cover} />;
    }
    case 'box': {
      const { left, top, width, height } = shape.rect;
      const line = { x: left, y: top, width, height, fill: 'none' } as const;
      return (
        <>
          <rect {...line} stroke={inks.halo} strokeWidth={shape.stroke * haloShare} />
          <rect {...line} stroke={inks.line} strokeWidth={shape.stroke} />
        </>
      );
    }
    case 'arrow': {
      const { from, to, head } = shape;
      const [left, right] = head;
      const path = `M${from.x} ${from.y}L${to.x} ${to.y}M${left.x} ${left.y}L${to.x} ${to.y}L${right.x} ${right.y}`;
      const line = { d: path, fill: 'none', strokeLinecap: 'round', strokeLinejoin: 'round' } as const;
      return (
        <>
          <path {...line} stroke={inks.halo} strokeWidth={shape.stroke * haloShare} />
          <path {...line} stroke={inks.line} strokeWidth={shape.stroke} />
        </>
      );
    }
    case 'text':
      return (
        <text
          x={shape.at.x}
          y={shape.at.y}
          textAnchor={shape.anchor}
          dominantBaseline="hanging"
          fontFamily={inks.font}
          fontWeight={600}
          fontSize={shape.size}
          fill={inks.line}
          stroke={inks.halo}
          strokeWidth={shape.size / 6}
          strokeLinejoin="round"
          paintOrder="stroke"
        >
          {shape.text}
        </text>
      );
  }
}
