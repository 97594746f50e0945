/** A word of a command that a person may copy into a shell, quoted where it would not stay one plain word. */
export const shellWord = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
