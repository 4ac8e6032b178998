/**
 * The one catalogue of problems: every code that Minh Tra can raise, on the device or over the wire.
 * `status` is the HTTP status where the problem crosses the wire; `retry` says whether trying again later may help.
 */
export interface ProblemKind {
  readonly status?: number;
  readonly retry: boolean;
}

export const catalogue = {
  'account.locked': { status: 423, retry: true },
  'bundle.broken': { status: 422, retry: false },
  'bundle.elsewhere': { status: 422, retry: false },
  'bundle.otherCase': { retry: false },
  'bundle.otherVersion': { status: 422, retry: false },
  'bundle.revoked': { status: 403, retry: false },
  'bundle.tooLarge': { retry: false },
  'bundle.unknownSender': { status: 403, retry: false },
  'bundle.unreadable': { retry: true },
  'credentials.wrong': { status: 401, retry: false },
  'database.closed': { retry: false },
  'database.damaged': { retry: false },
  'database.diskFull': { retry: true },
  'database.keyWrong': { retry: false },
  'database.newer': { retry: false },
  'database.readOnly': { retry: true },
  'database.refused': { retry: false },
  'database.rolledBack': { retry: false },
  'database.timeout': { retry: true },
  'database.unavailable': { retry: true },
  'device.revoked': { status: 403, retry: false },
  'document.editedSince': { retry: false },
  'document.invalid': { status: 422, retry: false },
  'evidence.damaged': { retry: false },
  'evidence.empty': { retry: false },
  'evidence.otherContent': { status: 422, retry: false },
  'evidence.outOfStep': { retry: true },
  'evidence.tooLarge': { status: 422, retry: false },
  'evidence.unreadable': { retry: true },
  'file.noRoom': { retry: true },
  'file.refused': { retry: true },
  internal: { status: 500, retry: true },
  'lease.ended': { retry: true },
  'meeting.broken': { retry: true },
  'meeting.codeMistyped': { retry: false },
  'meeting.codeWrong': { retry: false },
  'meeting.cut': { retry: true },
  'meeting.ended': { retry: false },
  'meeting.givenUp': { retry: false },
  'meeting.noNetwork': { retry: true },
  'meeting.notFound': { retry: true },
  'meeting.notOfTeam': { retry: false },
  'meeting.otherCase': { retry: false },
  'meeting.revoked': { retry: false },
  'meeting.unknown': { retry: false },
  notFound: { status: 404, retry: false },
  'numbers.none': { retry: true },
  'numbers.tooMany': { status: 409, retry: false },
  'permission.denied': { status: 403, retry: false },
  'pin.forgotten': { retry: false },
  'pin.locked': { retry: true },
  'pin.notSet': { retry: false },
  'pin.weak': { retry: false },
  'pin.wrong': { retry: false },
  'rate.limited': { status: 429, retry: true },
  'refresh.reused': { status: 401, retry: false },
  'request.invalid': { status: 400, retry: false },
  'request.tooLarge': { status: 413, retry: false },
  'scope.denied': { status: 403, retry: false },
  'server.away': { retry: true },
  'server.failed': { status: 503, retry: true },
  'server.newer': { status: 426, retry: false },
  'server.notOurs': { retry: true },
  'server.older': { status: 426, retry: true },
  'server.restored': { status: 409, retry: false },
  'session.expired': { status: 401, retry: false },
  'template.invalid': { status: 422, retry: false },
  'vault.damaged': { retry: false },
  'vault.destroyed': { retry: false },
  'vault.keychain': { retry: true },
  'upload.outOfStep': { status: 409, retry: true },
  'workflow.missing': { status: 422, retry: false },
  'workflow.refused': { status: 409, retry: false },
} as const satisfies Record<string, ProblemKind>;

export type ProblemCode = keyof typeof catalogue;

/** True when the text is a code of the catalogue. */
export function isProblemCode(text: unknown): text is ProblemCode {
  return typeof text === 'string' && Object.hasOwn(catalogue, text);
}
