import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { lengthHeader, offsetHeader, tusHeader, tusVersion } from '../../shared/protocol/uploads.ts';
import type { Upload } from '../services/evidence.ts';

/** After how many bytes a slice goes on. */
export const Offset = Type.Object({ [offsetHeader]: Type.Integer({ minimum: 0 }) });

/** How far a file has come, in an answer. */
export function told(reply: FastifyReply, { offset, length }: Upload): FastifyReply {
  return reply.header(tusHeader, tusVersion).header(offsetHeader, offset).header(lengthHeader, length);
}
