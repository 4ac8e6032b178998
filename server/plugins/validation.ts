import type { FastifyInstance } from 'fastify';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { Value } from 'typebox/value';
import { ProblemError } from '../../shared/problem/problem.ts';
import { firstFaultOf } from '../services/first-fault.ts';

/** Input is validated by the very schemas of shared/protocol, compiled; texts of a query are turned into what it asks for. */
export function validateBySchema(app: FastifyInstance): void {
  app.setValidatorCompiler<TSchema>(({ schema, httpPart }) => {
    const validator = Compile(schema);
    return (value) => {
      const read = httpPart === 'body' ? value : Value.Default(schema, Value.Convert(schema, value));
      const fault = firstFaultOf(validator, read);
      if (fault === null) return { value: read };
      throw new ProblemError('request.invalid', { field: `${httpPart ?? ''}${fault}`.slice(0, 200) });
    };
  });
}
