import { inTurn } from '../files/in-turn.ts';
import type { Keychain } from '../vault/keychain.ts';
import { type PersonCard, writeCard } from '../vault/person-card.ts';

/** The open person's card, written as it changes: several changes in a row are written once. */
export interface CardKeeper {
  readonly card: PersonCard;
  change(part: Partial<PersonCard>): void;
  /** Settles when the card is on the disk, or could not be written. */
  settled(): Promise<void>;
}

export function keepCard(folder: string, keychain: Keychain, first: PersonCard): CardKeeper {
  const turn = inTurn();
  let card = first;
  let written: PersonCard | null = null;
  const write = () =>
    turn(async () => {
      const next = card;
      if (next === written) return;
      await writeCard(folder, keychain, next);
      written = next;
    }).catch(() => undefined);
  void write();
  return {
    get card() {
      return card;
    },
    change(part) {
      card = { ...card, ...part };
      void write();
    },
    settled: write,
  };
}
