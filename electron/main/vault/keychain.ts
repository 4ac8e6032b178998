/** The operating system's keychain, where it has one: DPAPI, Keychain, libsecret or KWallet. */
export interface Keychain {
  /** False where there is none, or only one that hides nothing. */
  isAvailable(): Promise<boolean>;
  /** Seals a text. Throws when the keychain does not answer. */
  seal(text: string): Promise<Buffer>;
  /** The text that was sealed. Throws when the keychain does not answer, or is not the one that sealed it. */
  unseal(sealed: Buffer): Promise<string>;
}
