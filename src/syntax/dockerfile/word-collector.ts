import { isSpace, skip, until } from './chars.ts';

/** Cuts what a lexer yields into words at the white space that was not quoted. */
export class WordCollector {
  readonly words: string[] = [];
  private word = '';

  /** Text that was quoted or escaped: all of it belongs to the word. */
  quoted(text: string): void {
    this.word += text;
  }

  plain(text: string): void {
    let index = 0;
    while (index < text.length) {
      const end = until(text, index, isSpace);
      this.word += text.slice(index, end);
      index = skip(text, end, isSpace);
      if (index > end) this.end();
    }
  }

  /** Forgets the word that is being made. */
  drop(): void {
    this.word = '';
  }

  end(): void {
    if (this.word !== '') this.words.push(this.word);
    this.word = '';
  }
}
