import { CUT, isPlaceholder } from './secret-words.ts';

/** Programs that take a password by a flag of one letter, and how. The last group is what is cut. */
const PROGRAMS: readonly (readonly [program: RegExp, secret: RegExp])[] = [
  [/\b(?:mysql|mariadb)[a-z-]{0,10}(?![\w-])/, /(?<=\s)(-p)([^\s"';&|]{1,500})/g],
  [
    /\b(?:docker|podman|nerdctl|buildah|skopeo|oras|crane|registry)\s{1,4}login\b|\bsshpass\b/,
    /(?<=\s)(-p[ \t\n=]?["']?)([^\s"';&|-][^\s"';&|]{0,500})/g,
  ],
  [/\bredis-cli\b/, /(?<=\s)(-a[ \t\n=]?["']?)([^\s"';&|-][^\s"';&|]{0,500})/g],
  [
    /\b(?:curl|wget|https?)\b/,
    /(?<=\s)((?:-u|-U|--user|--proxy-user)[ \t\n=]?["']?[^\s:"'/]{1,200}:)([^\s"';&|]{1,500})/g,
  ],
];

/** `mysql -pSECRET`, `curl -u user:SECRET`, `docker login -p SECRET`. Linear in the text. */
export function cutProgramSecrets(text: string): string {
  let clean = text;
  for (const [program, secret] of PROGRAMS)
    if (program.test(clean))
      clean = clean.replaceAll(secret, (whole, before: string, value: string) =>
        isCut(value) || isPlaceholder(value) || /^\d{1,6}$/.test(value) ? whole : before + CUT,
      );
  return clean;
}

const isCut = (value: string): boolean => value.startsWith('«redacted');

/** The same over a command that is a list of words. */
export function cutProgramWords(words: readonly string[]): readonly string[] {
  if (words.length < 2 || words.some((word) => word.includes('\n'))) return words;
  const clean = cutProgramSecrets(words.join('\n')).split('\n');
  return clean.length === words.length ? clean : words;
}
