export interface Gate {
  readonly opened: Promise<void>;
  readonly open: () => void;
}

/** What waits until it is opened. */
export function gate(): Gate {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}
