import type { TripFacts } from '../../../shared/domain/trip/trip-checks.ts';

/** What Chromium tells of the battery; not in the standard library of types. */
interface Battery {
  /** 0 to 1. */
  readonly level: number;
  readonly charging: boolean;
  /** Seconds; infinite where it is not discharged. */
  readonly dischargingTime: number;
}

/** How full the battery is now; null where the machine has none. */
export async function batteryNow(): Promise<TripFacts['battery']> {
  const { getBattery } = navigator as { getBattery?: () => Promise<Battery> };
  const battery = await getBattery?.call(navigator).catch(() => null);
  if (!battery) return null;
  const { level, charging, dischargingTime } = battery;
  // A machine without one is told as full, charging, and never to be empty.
  const isNone = level === 1 && charging && dischargingTime === Number.POSITIVE_INFINITY;
  return isNone ? null : { level, isCharging: charging };
}
