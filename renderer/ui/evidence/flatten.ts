import { annotated, type Shape } from '../../../shared/domain/evidence/layers.ts';
import type { Layer } from '../../../shared/schema/evidence.ts';
import { haloShare, inks } from './inks.ts';

const quality = 0.92;
/** A larger copy is made smaller: the window draws no more. */
const longestSide = 8_192;

/** A copy of a picture with its layers as part of it, JPEG: of what is covered or cut off it holds nothing. Throws what decoding throws. */
export async function flatten(picture: Blob, layers: readonly Layer[]): Promise<Blob> {
  const image = await createImageBitmap(picture);
  try {
    const { crop, shapes } = annotated(layers, image);
    const scale = Math.min(1, longestSide / Math.max(crop.width, crop.height));
    const canvas = new OffscreenCanvas(Math.max(1, crop.width * scale), Math.max(1, crop.height * scale));
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    // What is transparent in the picture is paper.
    context.fillStyle = inks.halo;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.scale(scale, scale);
    context.translate(-crop.left, -crop.top);
    context.drawImage(image, 0, 0);
    for (const shape of shapes) drawShape(context, shape);
    return await canvas.convertToBlob({ type: 'image/jpeg', quality });
  } finally {
    image.close();
  }
}

/** As `ShapeView` shows it. */
function drawShape(context: OffscreenCanvasRenderingContext2D, shape: Shape): void {
  switch (shape.kind) {
    case 'cover': {
      // To the whole pixel: no half-covered edge tells what lies beneath.
      const { left, top, width, height } = shape.rect;
      const [x, y] = [Math.floor(left), Math.floor(top)];
      context.fillStyle = inks.cover;
      context.fillRect(x, y, Math.ceil(left + width) - x, Math.ceil(top + height) - y);
      return;
    }
    case 'box': {
      const { left, top, width, height } = shape.rect;
      const path = new Path2D();
      path.rect(left, top, width, height);
      strokeTwice(context, path, shape.stroke);
      return;
    }
    case 'arrow': {
      const path = new Path2D();
      const [left, right] = shape.head;
      path.moveTo(shape.from.x, shape.from.y);
      path.lineTo(shape.to.x, shape.to.y);
      path.moveTo(left.x, left.y);
      path.lineTo(shape.to.x, shape.to.y);
      path.lineTo(right.x, right.y);
      strokeTwice(context, path, shape.stroke);
      return;
    }
    case 'text': {
      context.font = `600 ${shape.size}px ${inks.font}`;
      context.textAlign = shape.anchor;
      context.textBaseline = 'hanging';
      context.lineJoin = 'round';
      context.lineWidth = shape.size / 6;
      context.strokeStyle = inks.halo;
      context.strokeText(shape.text, shape.at.x, shape.at.y);
      context.fillStyle = inks.line;
      context.fillText(shape.text, shape.at.x, shape.at.y);
    }
  }
}

/** A light line beneath, so that it is seen on every ground. */
function strokeTwice(context: OffscreenCanvasRenderingContext2D, path: Path2D, stroke: number): void {
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.strokeStyle = inks.halo;
  context.lineWidth = stroke * haloShare;
  context.stroke(path);
  context.strokeStyle = inks.line;
  context.lineWidth = stroke;
  context.stroke(path);
}
