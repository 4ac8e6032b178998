/** One thing that must hold, and how to find out. */
export interface Check {
  name: string;
  program: string;
  args: string[];
}

export interface Outcome {
  name: string;
  passed: number;
  failed: number;
  skipped: number;
  /** What to read when something failed. */
  details: string;
}
