/**
 * Words of a `command` or `entrypoint` that is written as one text, as Docker Compose splits it (go-shellwords): quotes and
 * backslashes count, nothing is expanded, and the command ends at an unquoted `;`, `&`, `|`, `<` or `>`. Null for what it
 * refuses.
 */
export function shellWords(line: string): readonly string[] | null {
  const splitter = new Splitter();
  for (const c of line) if (!splitter.take(c)) break;
  return splitter.finish();
}

class Splitter {
  readonly #words: string[] = [];
  #word: string[] = [];
  #started = false;
  #escaped = false;
  #single = false;
  #double = false;
  #backtick = false;
  #dollar = false;
  #bad = false;

  /** False when the command ends here. */
  take(c: string): boolean {
    if (this.#escaped) {
      this.#escaped = false;
      return this.#add(c);
    }
    if (c === '\\' && !this.#single) {
      this.#escaped = true;
      return true;
    }
    if (/[ \t\r\n]/.test(c)) return this.#quoted ? this.#push(c) : this.#end();
    if (this.#isQuote(c)) return true;
    if (this.#isParenthesis(c)) return !this.#bad;
    if (!this.#quoted && /[;&|<>]/.test(c)) return this.#stop(c);
    return this.#add(c);
  }

  finish(): readonly string[] | null {
    this.#end();
    return this.#bad || this.#escaped || this.#quoted ? null : this.#words;
  }

  get #quoted(): boolean {
    return this.#single || this.#double || this.#backtick || this.#dollar;
  }

  #isQuote(c: string): boolean {
    if (c === '"' && !this.#single && !this.#dollar) return this.#toggleDouble();
    if (c === "'" && !this.#double && !this.#dollar) return this.#toggleSingle();
    const outside = !this.#single && !this.#double && !this.#dollar;
    if (c === '`' && outside) this.#backtick = !this.#backtick;
    return false;
  }

  /** Quotes make a word even of nothing. */
  #toggleDouble(): true {
    this.#started ||= this.#double;
    this.#double = !this.#double;
    return true;
  }

  #toggleSingle(): true {
    this.#started ||= this.#single;
    this.#single = !this.#single;
    return true;
  }

  /** `$(…)` is one piece; any other open parenthesis is refused. */
  #isParenthesis(c: string): boolean {
    if (this.#single || this.#double || this.#backtick) return false;
    if (c === ')') this.#dollar = !this.#dollar;
    if (c !== '(') return false;
    if (this.#dollar || this.#word.at(-1) !== '$') this.#bad = true;
    this.#dollar = true;
    this.#push(c);
    return true;
  }

  /** The digit of `2>` is no word. */
  #stop(c: string): false {
    if (c === '>' && /^\d/.test(this.#word[0] ?? '')) {
      this.#started = false;
    }
    return false;
  }

  #add(c: string): true {
    this.#started = true;
    return this.#push(c);
  }

  #push(c: string): true {
    this.#word.push(c);
    return true;
  }

  #end(): true {
    if (this.#started) this.#words.push(this.#word.join(''));
    this.#word = [];
    this.#started = false;
    return true;
  }
}
