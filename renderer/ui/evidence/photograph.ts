const quality = 0.92;

/** A photograph of what the camera sees: by the camera itself where it can, else the picture of the moment. JPEG. */
export async function photograph(stream: MediaStream): Promise<Blob> {
  const [track] = stream.getVideoTracks();
  if (!track) throw new DOMException('no camera', 'NotFoundError');
  const capture = new ImageCapture(track);
  const taken = await capture.takePhoto().catch(() => null);
  if (taken?.type === 'image/jpeg') return taken;
  const frame = await capture.grabFrame();
  const canvas = new OffscreenCanvas(frame.width, frame.height);
  canvas.getContext('2d')?.drawImage(frame, 0, 0);
  frame.close();
  return canvas.convertToBlob({ type: 'image/jpeg', quality });
}
