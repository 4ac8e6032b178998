/** The moment in which the window closes its workspace after it was told that the vault is shut. */
export interface Leaving {
  /** Settles when the window has left, or after the limit. */
  wait(limitMs: number): Promise<void>;
  /** The window has left. */
  left(): void;
}

export function leaving(): Leaving {
  let onLeft: (() => void) | null = null;
  return {
    wait: (limitMs) =>
      new Promise((resolve) => {
        const end = () => {
          clearTimeout(timer);
          onLeft = null;
          resolve();
        };
        const timer = setTimeout(end, limitMs);
        onLeft = end;
      }),
    left: () => onLeft?.(),
  };
}
