/** A reading as it is being typed. */
export interface TypedReading {
  readonly what: string;
  readonly value: string;
  readonly unit: string;
  readonly deviceName: string;
  readonly serial: string;
  /** yyyy-mm-dd. */
  readonly calibratedUntil: string | null;
}

export const emptyReading: TypedReading = {
  what: '',
  value: '',
  unit: '',
  deviceName: '',
  serial: '',
  calibratedUntil: null,
};

/** What an earlier start left of one; null for what is none. */
export function typedReadingIn(kept: unknown): TypedReading | null {
  if (typeof kept !== 'object' || kept === null) return null;
  const held = kept as Readonly<Record<string, unknown>>;
  const text = (name: keyof TypedReading) => (typeof held[name] === 'string' ? held[name] : '');
  return {
    what: text('what'),
    value: text('value'),
    unit: text('unit'),
    deviceName: text('deviceName'),
    serial: text('serial'),
    calibratedUntil: text('calibratedUntil') || null,
  };
}
