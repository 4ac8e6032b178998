import type { FastifyInstance } from 'fastify';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { Value } from 'typebox/value';

/** Input is validated by the very schemas of shared/protocol, compiled; texts of a query are turned into what it asks for. */
export function validateBySchema(app: FastifyInstance): void {
  app.setValidatorCompiler<TSchema>(({ schema, httpPart }) => {
    const validator = Compile(schema);
    return (value) => {
      const read = httpPart === 'body' ? value : Value.Default(schema, Value.Convert(schema, value));
      return validator.Check(read) ? { value: read } : { error: validator.Errors(read).slice(0, 1) };
    };
  });
}
