/** The words that the reports themselves are written in: to hide them hides nothing, and makes a report unreadable. */
const publicWords: ReadonlySet<string> = new Set(
  `preflight containers database redis workers zoho_queue application container process table worker queue host docker
   postgres postgresql localhost passed failed warning skipped error critical healed unhealed denied allow block deny
   null none true false test staging production`.split(/\s+/),
);

/** Whether a value can be looked for without hiding half of every text. Where such a one stands as a password, its place gives it away. */
export const isWorthHiding = (value: string): boolean =>
  value.trim().length >= 4 && !/^[+-]?\d{1,5}$/.test(value) && !publicWords.has(value.toLowerCase());

/** Every form in which a value may turn up: itself, encoded for URLs, for JSON, in base64 (alone or inside something longer). */
export function formsOf(value: string): readonly string[] {
  const bytes = Buffer.from(value, 'utf8');
  // Half a surrogate pair cannot be encoded: as it would come out.
  const whole = bytes.toString('utf8');
  const uri = encodeURIComponent(whole);
  const forms = [
    value,
    ...longLines(value),
    uri,
    lowerHex(uri),
    encodeURI(whole),
    uri.replaceAll('%20', '+'),
    uri.replace(/[!'()*]/g, char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`),
    JSON.stringify(value).slice(1, -1),
    ...base64Cores(bytes),
  ];
  return [...new Set(forms)].filter(form => form.length >= 4);
}

const lowerHex = (text: string): string => text.replace(/%[0-9A-F]{2}/g, code => code.toLowerCase());

/** A key of many lines is often logged line by line. */
const longLines = (value: string): string[] =>
  value.includes('\n')
    ? value
        .split(/\r?\n/)
        .map(line => line.trim())
        .filter(line => line.length >= 16)
    : [];

/** What the bytes come to in base64 at each of the three places where they can begin, without the characters that neighbours share. */
function base64Cores(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap(offset => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64url');
    const end = Math.floor(((offset + bytes.length) * 8) / 6);
    const core = encoded.slice(Math.ceil((offset * 8) / 6), end);
    return core.length < 5 ? [] : [core, core.replaceAll('-', '+').replaceAll('_', '/')];
  });
}
