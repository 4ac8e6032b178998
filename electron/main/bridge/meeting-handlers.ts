import type { MeetingEvent } from '../../../shared/bridge/meeting.ts';
import type { Session } from '../session/session.ts';
import type { Handlers } from './receive.ts';

type MeetingHandlers = {
  [Name in keyof Handlers as Name extends `meeting.${string}` ? Name : never]: Handlers[Name];
};

export interface MeetingParts {
  readonly tellMeeting: (event: MeetingEvent) => void;
  /** Asks the person whether this laptop may connect with another; no script answers that. */
  readonly agreeToJoin: (address: string) => Promise<boolean>;
}

/** The calls about a team's laptops on one network. */
export function meetingHandlers(
  session: Pick<Session, 'evidence'>,
  { tellMeeting, agreeToJoin }: MeetingParts,
): MeetingHandlers {
  const meetings = async () => (await session.evidence()).meetings;
  return {
    'meeting.open': async (input) => (await meetings()).open(input, tellMeeting),
    'meeting.join': async (input) => (await meetings()).join(input, tellMeeting, agreeToJoin),
    async 'meeting.give'(input) {
      await (await meetings()).give(input);
      return null;
    },
    'meeting.take': async ({ peerId, content }) => (await meetings()).take(peerId, content),
    async 'meeting.has'({ peerId, has }) {
      await (await meetings()).tellHas(peerId, has);
      return null;
    },
    async 'meeting.close'() {
      await (await meetings()).close();
      return null;
    },
  };
}
