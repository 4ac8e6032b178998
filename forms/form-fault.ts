/** Why a form can't be used, or what of it is taken otherwise than it stands there; its sentence: `fault-text.ts`. */
export type FaultCode = keyof typeof import('./faults.vi.json');

/** Where in a workbook: a sheet's name, a row counted from 1, a column's letters. */
export interface FaultPlace {
  readonly sheet?: string;
  readonly row?: number;
  readonly column?: string;
}

export interface Fault extends FaultPlace {
  readonly code: FaultCode;
  readonly details: Readonly<Record<string, string | number>>;
}

/** Ends an import: nothing more can be said of the file. */
export class FormFault extends Error {
  readonly fault: Fault;

  constructor(code: FaultCode, details: Fault['details'] = {}, place: FaultPlace = {}) {
    super(code);
    this.fault = { code, details, ...place };
  }
}
