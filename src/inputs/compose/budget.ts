/** Characters of Dockerfiles and env files that one Compose file may make us read, again and again for each service. */
const MAX_CHARACTERS = 1 << 25;

export class Budget {
  #left = MAX_CHARACTERS;

  /** False when the characters are no longer to be had. */
  spend(characters: number): boolean {
    this.#left -= characters;
    return this.#left >= 0;
  }
}

export const OVER_BUDGET = 'the services of this file have more read again than is read for one file';
