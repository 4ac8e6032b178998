import { FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses';

/** Every fuse that we know of, none forgotten: one that is added to the list does not compile until it is decided. */
type Fuses = Record<FuseV1Options, boolean>;

/** What the shipped program can't be talked into, by environment or by argument. */
export function shippedFuses(platform: string): Fuses {
  return {
    [FuseV1Options.RunAsNode]: false,
    [FuseV1Options.EnableCookieEncryption]: true,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: false,
    // Electron has this check on macOS and Windows alone.
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: platform === 'darwin' || platform === 'win32',
    [FuseV1Options.OnlyLoadAppFromAsar]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
    [FuseV1Options.WasmTrapHandlers]: true,
  };
}

/** Sets the fuses of a binary for good. Fails when its Electron has one that we have not decided on. */
export async function setShippedFuses(executablePath: string, platform: string): Promise<void> {
  const decided = Object.entries(shippedFuses(platform));
  const wire = await getCurrentFuseWire(executablePath);
  const inBinary = Object.keys(wire).filter((key) => key !== 'version');
  const undecided = inBinary.filter((fuse) => !decided.some(([key]) => key === fuse));
  if (undecided.length > 0) throw new Error(`Decide on the new fuses of this Electron: ${undecided.join(', ')}`);
  // An older Electron has fewer fuses.
  const applicable = decided.filter(([fuse]) => inBinary.includes(fuse));
  await flipFuses(executablePath, { version: FuseVersion.V1, ...Object.fromEntries(applicable) });
}
