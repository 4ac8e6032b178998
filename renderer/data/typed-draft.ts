import { DelayedSave } from './delayed-save.ts';

interface TypedDraftOptions<Fields extends object, Document> {
  /** `seen`: the document as it was when the typing began. */
  readonly save: (changes: Partial<Fields>, seen: Document) => Promise<unknown>;
  readonly onProblem: (thrown: unknown) => void;
}

/** What waits to be saved, and over which state of the document it was typed. */
interface Pending<Fields, Document> {
  changes: Partial<Fields>;
  readonly seen: Document;
}

/**
 * What a person types into fields of one stored document, until it is stored. What could not be saved stays and is tried
 * again; what a colleague has written meanwhile is not put under the cursor, and does not count as seen, before the field
 * is left.
 */
export class TypedDraft<Fields extends object, Document> {
  readonly #saver: DelayedSave<Pending<Fields, Document>>;
  #typed: Partial<Fields> = {};
  readonly #saved = new Set<keyof Fields>();
  #seen: { readonly document: Document } | null = null;
  /** True from the first key until the field is left. */
  #isTyping = false;
  #stored: Fields | null = null;
  #isNews = false;

  constructor({ save, onProblem }: TypedDraftOptions<Fields, Document>) {
    this.#saver = new DelayedSave({
      save: (pending) => {
        // Read now: what an earlier save has made durable is not written again, perhaps over a colleague's.
        pending.changes = this.#unsaved();
        return isEmpty(pending.changes) ? Promise.resolve() : save(pending.changes, pending.seen);
      },
      onSaved: ({ changes }, thrown) => {
        if (thrown !== null) return onProblem(thrown);
        for (const key of Object.keys(changes) as (keyof Fields)[]) {
          if (this.#typed[key] === changes[key]) this.#saved.add(key);
        }
        this.#forgetSeen();
      },
    });
  }

  /** The fields as the person sees them: what was typed over what is stored. */
  show(stored: Fields): Fields {
    if (this.#stored !== stored) {
      this.#stored = stored;
      this.#isNews = true;
    }
    // What is saved is shown from the store again as soon as the store has shown something newer.
    if (this.#isNews && !this.#isTyping) {
      this.#isNews = false;
      this.#typed = this.#unsaved();
      this.#saved.clear();
    }
    return { ...stored, ...this.#typed };
  }

  /** Takes what was typed; it is saved when the typing pauses. `document`: as it is shown now. */
  type<Key extends keyof Fields>(key: Key, value: Fields[Key], document: Document): void {
    this.#typed = { ...this.#typed, [key]: value };
    this.#saved.delete(key);
    this.#isTyping = true;
    this.#seen ??= { document };
    this.#saver.set({ changes: {}, seen: this.#seen.document });
  }

  /** Saves now, on leaving a field; from then on it shows what is stored. Resolves when that is done or has failed. */
  async leave(): Promise<void> {
    this.#isTyping = false;
    await this.#saver.flush();
    this.#forgetSeen();
  }

  /** What was typed during a save was still typed over the same state. */
  #forgetSeen(): void {
    if (!this.#isTyping && isEmpty(this.#unsaved())) this.#seen = null;
  }

  #unsaved(): Partial<Fields> {
    const unsaved = { ...this.#typed };
    for (const key of this.#saved) delete unsaved[key];
    return unsaved;
  }
}

function isEmpty(fields: object): boolean {
  return Object.keys(fields).length === 0;
}
