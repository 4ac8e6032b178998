/** Ids for the lines of a form in their order: the name, and of a name that was there before with what the line stands in. */
export class LineIds {
  readonly #taken = new Set<string>();

  idFor(name: string, parent: string | null): string {
    let id = name;
    for (let level = parent; this.#taken.has(id); level = `${level}+`) id = `${level ?? ''}/${name}`;
    this.#taken.add(id);
    return id;
  }
}
