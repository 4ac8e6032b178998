/** What expressions may know of the world around a form. */
export interface Environment {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Minutes east of Greenwich of the place where the form is filled. */
  readonly offsetMin: number;
  /** From 0 up to 1. */
  readonly random: () => number;
  readonly uuid: () => string;
  /** What the device or the person says of a name: `username`, `deviceid`; empty where nothing. */
  readonly property: (name: string) => string;
  /** Short names of months, and of days from Sunday on. */
  readonly months: readonly string[];
  readonly days: readonly string[];
}
