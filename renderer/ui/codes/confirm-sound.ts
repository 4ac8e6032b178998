const [pitchHz, lengthS, loudness] = [1_760, 0.09, 0.12];

/** A short tone: a code was read, also where nobody looks at the screen. Silent where the machine has no sound. */
export function confirmBySound(): void {
  try {
    const context = new AudioContext();
    const [tone, volume] = [context.createOscillator(), context.createGain()];
    tone.frequency.value = pitchHz;
    volume.gain.value = loudness;
    tone.connect(volume).connect(context.destination);
    tone.onended = () => void context.close();
    tone.start();
    tone.stop(context.currentTime + lengthS);
  } catch {
    // The words on the screen say it too.
  }
}
