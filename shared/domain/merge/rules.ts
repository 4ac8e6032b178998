/** What the merge must know of a collection's fields beyond their shape; the fields stand at the document's top. */
export interface MergeRules {
  /** Lists whose elements are only ever added: nothing missing from one side is a removal. */
  readonly appendOnly?: readonly string[];
  /** Fields computed from others: the later one stands and nobody is asked, the next save computes them anew. */
  readonly computed?: readonly string[];
  /** Lists that are one statement: rows of a table, choices of an answer. Two of them are two values, never mixed. */
  readonly whole?: readonly string[];
  /** Value that a field has before anybody entered one; empty text, null and the empty list need no mention. */
  readonly blank?: Readonly<Record<string, unknown>>;
  /** A field that goes from state to state, and the list of those moves: a side that went through the other's is ahead. */
  readonly course?: {
    readonly state: string;
    readonly moves: string;
    /** States that stand, for the time being, against those that are not among them. */
    readonly standing: (state: unknown) => boolean;
  };
}
