/** Ends the reading of one document; caught in `documents.ts`, never seen outside of this folder. */
export class YamlFault extends Error {
  readonly code: string;
  readonly offset: number;

  constructor(code: string, message: string, offset: number) {
    super(message);
    this.code = code;
    this.offset = offset;
  }
}
