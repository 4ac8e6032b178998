/** Words that are data, since each law has its own. */
export interface Words {
  readonly vi: string;
  readonly en: string;
}
