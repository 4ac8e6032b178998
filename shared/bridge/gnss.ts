import { type Static, Type } from 'typebox';

/** A serial port of this laptop. */
export const SerialPort = Type.Object(
  {
    /** As the system names it: `COM3`, `/dev/ttyUSB0`. */
    path: Type.String(),
    /** Who made what hangs on it; empty where it does not say. */
    maker: Type.String(),
  },
  { additionalProperties: false },
);
export type SerialPort = Static<typeof SerialPort>;

/** Names of ports and nothing else: none leads to a file of the person. */
export const PortPath = Type.String({
  pattern: '^(|COM\\d{1,3}|/dev/[\\w-]{1,40}(\\.[\\w-]{1,40})*(/[\\w-]{1,40}(\\.[\\w-]{1,40})*)?)$',
  maxLength: 90,
});
export const portSpeeds = [4_800, 9_600, 19_200, 38_400, 57_600, 115_200] as const;

/**
 * How an external receiver stands. `off`: none is chosen; `gone`: its port can't be opened, and is tried again; the others as in
 * `shared/domain/position/receiver.ts`.
 */
export const ReceiverState = Type.Object(
  {
    kind: Type.Enum(['off', 'gone', 'silent', 'garbled', 'searching', 'otherTime', 'fixed']),
    fix: Type.Union([
      Type.Null(),
      Type.Object(
        {
          latitude: Type.Number(),
          longitude: Type.Number(),
          altitudeM: Type.Union([Type.Number(), Type.Null()]),
          accuracyM: Type.Union([Type.Number(), Type.Null()]),
          satellites: Type.Union([Type.Number(), Type.Null()]),
          ageMs: Type.Number(),
        },
        { additionalProperties: false },
      ),
    ]),
  },
  { additionalProperties: false },
);
export type ReceiverState = Static<typeof ReceiverState>;
