import type { Session } from '../session/session.ts';
import type { Handlers } from './receive.ts';

type NumberHandlers = {
  [Name in keyof Handlers as Name extends `numbers.${string}` ? Name : never]: Handlers[Name];
};

/** The calls about official numbers. */
export function numberHandlers(session: Pick<Session, 'numbers'>): NumberHandlers {
  return {
    'numbers.held': async () => (await session.numbers()).held(),
    'numbers.take': async (input) => ({ number: await (await session.numbers()).take(input) }),
    async 'numbers.contact'({ wanted, isAsked }) {
      const numbers = await session.numbers();
      await numbers.contact(wanted, isAsked);
      return numbers.held();
    },
    async 'numbers.giveBack'(input) {
      await (await session.numbers()).giveBack(input);
      return null;
    },
  };
}
