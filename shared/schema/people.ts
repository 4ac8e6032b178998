import { type Static, Type } from 'typebox';
import { Line, PersonId, Scope } from './common.ts';

/** Whose name stands under what the server itself changes in a document, as its author and its device. */
export const serverName = 'server';

export const roles = ['inspector', 'teamLeader', 'supervisor', 'administrator'] as const;
export const Role = Type.Enum([...roles], { type: 'string' });
export type Role = (typeof roles)[number];

/** A person as a session knows them: who, which role, which unit. */
export const Person = Type.Object(
  {
    id: PersonId,
    username: Type.String({ maxLength: 80 }),
    name: Line,
    title: Line,
    role: Role,
    /** Scope of the person's unit: a province's code or `ministry`. */
    scope: Scope,
    unitName: Line,
  },
  { additionalProperties: false },
);
export type Person = Static<typeof Person>;
