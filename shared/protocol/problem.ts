import { type Static, Type } from 'typebox';
import { catalogue } from '../problem/catalogue.ts';

/** Body of every answer that is not a success. Texts are the client's, by code and language. */
export const ProblemBody = Type.Object(
  {
    code: Type.Enum(Object.keys(catalogue) as (keyof typeof catalogue)[]),
    details: Type.Optional(
      Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Array(Type.String())])),
    ),
  },
  { additionalProperties: false },
);
export type ProblemBody = Static<typeof ProblemBody>;
