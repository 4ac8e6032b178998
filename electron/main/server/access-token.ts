import type { ProblemCode } from '../../../shared/problem/catalogue.ts';
import { ProblemError, problemOf } from '../../../shared/problem/problem.ts';

export interface Grant {
  readonly accessToken: string;
  /** ISO 8601 by the server's clock. */
  readonly accessExpiresAt: string;
}

/** The session's short-lived token. However many ask at once, the server is asked for a new one once. */
export interface AccessToken {
  /** A token that still holds. Throws `session.expired`, `device.revoked`, `server.away` and the like. */
  current(): Promise<string>;
  /** A token newer than one that the server refused. */
  after(refused: string): Promise<string>;
  /** A sign-in by password has granted another session: the next token is asked for with what it gave. */
  begin(): void;
  /** True once the server has refused the session. */
  readonly isRefused: boolean;
  /** Settles when no renewal is under way. */
  settled(): Promise<void>;
}

export interface AccessTokenParts {
  /** Asks the server and keeps the new refresh token before it resolves; null when there is none to ask with. */
  readonly renew: () => Promise<Grant | null>;
  /** Called once when the server refuses the session for good. */
  readonly onRefused: (code: ProblemCode) => void;
  /** Milliseconds since 1970 by the server's clock. */
  readonly serverNow: () => number;
}

/** A token that ends within this time is renewed before it is used. */
const marginMs = 20_000;

const refusals: ReadonlySet<ProblemCode> = new Set([
  'session.expired',
  'refresh.reused',
  'credentials.wrong',
  'device.revoked',
]);

export function accessToken(parts: AccessTokenParts): AccessToken {
  let held: Grant | null = null;
  let refusal: ProblemCode | null = null;
  let renewal: Promise<string> | null = null;

  async function renew(): Promise<string> {
    try {
      const grant = await parts.renew();
      if (!grant) throw new ProblemError('session.expired');
      held = grant;
      return grant.accessToken;
    } catch (thrown) {
      const { code } = problemOf(thrown);
      if (refusals.has(code)) {
        refusal = code;
        held = null;
        parts.onRefused(code);
      }
      throw thrown;
    } finally {
      renewal = null;
    }
  }

  function renewed(): Promise<string> {
    if (refusal !== null) return Promise.reject(new ProblemError('session.expired'));
    renewal ??= renew();
    return renewal;
  }

  return {
    async current() {
      const isFresh = held !== null && Date.parse(held.accessExpiresAt) - parts.serverNow() > marginMs;
      return held && isFresh ? held.accessToken : renewed();
    },
    async after(refused) {
      return held && held.accessToken !== refused ? held.accessToken : renewed();
    },
    begin() {
      held = null;
      refusal = null;
    },
    get isRefused() {
      return refusal !== null;
    },
    async settled() {
      await renewal?.catch(() => undefined);
    },
  };
}
