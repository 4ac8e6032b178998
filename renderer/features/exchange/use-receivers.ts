import { useMemo } from 'react';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { useReference } from '../../ui/use-reference.ts';

/** A member of the team to whom a file can be sealed. */
export interface Receiver {
  readonly id: string;
  readonly name: string;
  /** Keys of their laptops that are not lost; none before they have synchronised one. */
  readonly keys: readonly string[];
}

/** The team's other members, with the laptops that this one knows of them. */
export function useReceivers(): readonly Receiver[] {
  const { workspace, inspectionCase } = useCaseFile();
  const known = useReference(workspace, 'keys').value;
  const { id: me } = workspace.session.person;
  return useMemo(
    () =>
      inspectionCase.team
        .filter(({ id }) => id !== me)
        .map(({ id, name }) => {
          const devices = known.find(({ data }) => data.personId === id)?.data.devices ?? [];
          const keys = devices.filter(({ revoked }) => !revoked).map(({ sealing }) => sealing);
          return { id, name, keys };
        }),
    [inspectionCase.team, known, me],
  );
}
