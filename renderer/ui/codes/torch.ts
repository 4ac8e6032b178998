/** Light beside the lens, where the camera has one; browsers know more of it than their types. */
type WithTorch = MediaTrackCapabilities & { readonly torch?: boolean };

function trackOf(stream: MediaStream | null): MediaStreamTrack | undefined {
  return stream?.getVideoTracks()[0];
}

export function hasTorch(stream: MediaStream | null): boolean {
  const capabilities: WithTorch | undefined = trackOf(stream)?.getCapabilities();
  return capabilities?.torch === true;
}

export async function lightTorch(stream: MediaStream | null, isLit: boolean): Promise<void> {
  await trackOf(stream)?.applyConstraints({ advanced: [{ torch: isLit } as MediaTrackConstraintSet] });
}
