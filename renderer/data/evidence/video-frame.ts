const side = 480;
const quality = 0.82;
/** A video that shows nothing by then is left without a picture. */
const withinMs = 15_000;

/** A small picture of a video at the address, a second after its beginning; null for one that can't be shown. */
export async function videoFrame(address: string): Promise<Blob | null> {
  const video = document.createElement('video');
  video.muted = true;
  video.preload = 'auto';
  try {
    video.src = address;
    await reached(video, 'loadeddata');
    video.currentTime = Math.min(1, (Number.isFinite(video.duration) ? video.duration : 10) / 10);
    await reached(video, 'seeked');
    const scale = Math.min(1, side / Math.max(video.videoWidth, video.videoHeight));
    const canvas = new OffscreenCanvas(Math.max(1, video.videoWidth * scale), Math.max(1, video.videoHeight * scale));
    canvas.getContext('2d')?.drawImage(video, 0, 0, canvas.width, canvas.height);
    return await canvas.convertToBlob({ type: 'image/jpeg', quality });
  } catch {
    return null;
  } finally {
    video.removeAttribute('src');
    video.load();
  }
}

function reached(video: HTMLVideoElement, event: 'loadeddata' | 'seeked'): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('silent')), withinMs);
    const end = (settle: () => void) => () => {
      clearTimeout(timer);
      settle();
    };
    video.addEventListener(event, end(resolve), { once: true });
    video.addEventListener(
      'error',
      end(() => reject(new Error('no video'))),
      { once: true },
    );
  });
}
