import type { Fault, FaultCode, FaultPlace } from '../form-fault.ts';

/** What is wrong with a form, and what is taken otherwise than it stands there. */
export class Findings {
  readonly errors: Fault[] = [];
  readonly warnings: Fault[] = [];

  error(code: FaultCode, place: FaultPlace = {}, details: Fault['details'] = {}): void {
    this.errors.push({ code, details, ...place });
  }

  warn(code: FaultCode, place: FaultPlace = {}, details: Fault['details'] = {}): void {
    this.warnings.push({ code, details, ...place });
  }
}
