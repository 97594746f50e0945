/** A part of a text, from `start` up to `end`, that is to be replaced. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

export const REDACTED = '[redacted]';

/**
 * What looks like a secret by its shape or its place, in no order. Time is linear in the text and the stack is flat: no
 * pattern repeats anything without limit, for what may be long is left to a search for its end.
 */
export function secretShapes(text: string): Span[] {
  const spans: Span[] = [];
  const hide = (start: number, end: number): void => {
    if (end > start) spans.push({ start, end, replacement: REDACTED });
  };
  for (const shape of announced) hideShape(text, shape, false, hide);
  for (const shape of bare) hideShape(text, shape, true, hide);
  hideNamedValues(text, hide);
  hideUrlPasswords(text, hide);
  hidePrivateKeys(text, hide);
  return spans;
}

type Hide = (start: number, end: number) => void;

const quoteOrSpace = /[\s"'<>\\]/g;
const notToken = /[^\w.~+/=%-]/g;

/** Told by what stands before it: what shows that a secret follows, and the first character after that. */
const announced: readonly Shape[] = [
  [
    /authorization\\?["']?[ \t]{0,4}[:=][ \t]{0,4}\\?["']?(?:(?:bearer|basic|digest|token|negotiate|apikey|zoho-oauthtoken)[ \t]{1,4}|(?=[^\s"'\\,;]{16}))/gi,
    /[\s"'\\,;]/g,
  ],
  [/\bbearer[ \t]{1,4}(?=[\w.~+/=-]{16})/gi, notToken],
  [/\bpassword[ \t]{1,4}'/gi, /['\n]/g],
  [/hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)\//gi, quoteOrSpace],
  [/discord(?:app)?\.com\/api\/(?:v\d{1,3}\/)?webhooks\//gi, quoteOrSpace],
];

/** Told by how it begins itself, and the first character after it. */
const bare: readonly Shape[] = [
  [/xox[a-z](?:\.xox[a-z])?-[\w.%-]{4}/gi, notToken],
  [/(?<![A-Za-z0-9])A(?:KIA|SIA|ROA|IDA|GPA|NPA|NVA|BIA|CCA)[A-Z0-9]{16}(?![A-Za-z0-9])/g, /[^A-Z0-9]/g],
  // A JSON Web Token, whether or not it is signed.
  [/(?<![\w-])eyJ[\w-]{5,2000}\.eyJ[\w-]{5}/g, /[^\w.-]/g],
  [/(?<![\w-])(?:gh[oprsu]_|github_pat_|glpat-|[rs]k_live_)[\w-]{16}/g, /[^\w-]/g],
  // Zoho's access and refresh tokens.
  [/(?<![\w.])1000\.[0-9a-f]{32}\.[0-9a-f]{32}(?![0-9a-f])/g, /[^0-9a-f]/g],
];

type Shape = readonly [begin: RegExp, stop: RegExp];

// A pattern is used from its start, and by nobody else meanwhile: to make it anew for each text takes longer than to use it.
function hideShape(text: string, [begin, stop]: Shape, isBare: boolean, hide: Hide): void {
  begin.lastIndex = 0;
  for (let match = begin.exec(text); match; match = begin.exec(text)) {
    const end = firstOf(stop, text, begin.lastIndex);
    hide(isBare ? match.index : begin.lastIndex, end);
    // What stands in a secret is part of it.
    begin.lastIndex = end;
  }
}

/** Where the pattern, one of a single character, first matches at or after `from`; or the end. */
function firstOf(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? text.length;
}

const secretNames =
  /(?:password|passwd|passphrase|mysql_pwd|rediscli_auth|secret|token|api[_-]?key|access[_-]?key)(?:\\?["'])?[ \t]{0,4}(?:=|(?<=["'][ \t]{0,4}):)[ \t]{0,4}/gi;

/** `password=…`, `PGPASSWORD='…'`, `"token": "…"`. */
function hideNamedValues(text: string, hide: Hide): void {
  secretNames.lastIndex = 0;
  while (secretNames.exec(text)) {
    const { start, end } = valueAt(text, secretNames.lastIndex);
    hide(start, end);
    // A name within a value is part of the value.
    secretNames.lastIndex = end;
  }
}

/** The value that begins there: up to its closing quote or the end of the line; without quotes, up to the next separator. */
function valueAt(text: string, from: number): { start: number; end: number } {
  const isEscaped = text[from] === '\\' && /["']/.test(text[from + 1] ?? '');
  const start = isEscaped ? from + 2 : /["']/.test(text[from] ?? '') ? from + 1 : from;
  const quote = start === from ? undefined : text[start - 1];
  let end = start;
  for (; end < text.length; end++) {
    const char = text[end] ?? '';
    if (quote === undefined ? SEPARATORS.has(char) : char === quote || char === '\n') break;
    // An escaped character of a quoted text is no end of it, unless the whole is escaped once more.
    if (quote !== undefined && char === '\\' && !isEscaped) end++;
  }
  end = Math.min(end, text.length);
  return { start, end: isEscaped && text[end - 1] === '\\' ? end - 1 : end };
}

const SEPARATORS: ReadonlySet<string> = new Set(' \t\r\n&;,"\'<>`');

const urlStop = /[\s"'<>`]|:\/\//g;
/** A user and a colon; not a host and a port. */
const urlUser = /[^\s"'<>`:/?#@]{0,256}:(?!\d{1,5}[/?#])/y;

/** `scheme://user:password@`: up to the last `@` of it, for passwords are not always encoded as they should be. */
function hideUrlPasswords(text: string, hide: Hide): void {
  for (let at = text.indexOf('://'); at >= 0; at = text.indexOf('://', at)) {
    urlUser.lastIndex = at + 3;
    const hasUser = urlUser.test(text);
    const start = urlUser.lastIndex;
    at = firstOf(urlStop, text, at + 3);
    if (hasUser) hide(start, start + text.slice(start, at).lastIndexOf('@'));
  }
}

const firstLine = /-----BEGIN [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;
const lastLine = /-----END [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;

/** A private key from its first line to its last, or to the end where it was cut. */
function hidePrivateKeys(text: string, hide: Hide): void {
  firstLine.lastIndex = 0;
  for (let first = firstLine.exec(text); first; first = firstLine.exec(text)) {
    lastLine.lastIndex = firstLine.lastIndex;
    firstLine.lastIndex = lastLine.test(text) ? lastLine.lastIndex : text.length;
    hide(first.index, firstLine.lastIndex);
  }
}
