import fc from 'fast-check';

/** Texts that break logs, XML, HTML, terminals, shells, paths, CI runners or JavaScript objects. */
export const HOSTILE: readonly string[] = [
  '\u001b[31mred\u001b[0m \u001b]0;title\u0007 \u001b]8;;http://evil.example\u0007link\u001b]8;;\u0007 \u009b2J',
  'a ]]> b <![CDATA[ c',
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  `"><svg onload='alert(1)'> & &amp; &#0; \${x} {{x}}`,
  'half \ud83d and \udc4d and whole \ud83d\ude00',
  'nul \u0000 bell \u0007 vt \u000b del \u007f c1 \u0085 nonchar \uffff \ufffe',
  'line one\nline two\r\nline three\rfour\u2028five\u2029six\ttab',
  '2025-01-10 14:30:15 | SUCCESS | forged\n2025-01-10 14:30:15 | SUCCESS | forged',
  'right-to-left \u202egnp.exe\u202c \u2066x\u2069',
  '--><!-- <?php ?> <!DOCTYPE x>',
  '$& $1 %s %n \\u0000 \\',
  '$(touch /tmp/canary) `touch /tmp/canary` ; touch /tmp/canary | touch /tmp/canary && touch /tmp/canary',
  `' or 1=1; DROP TABLE users; -- "; DROP TABLE users; --`,
  '../../../../etc/passwd ..\\..\\x %2e%2e%2f file:///etc/passwd',
  '-f --all --yes -',
  '\u001b[200~pasted\u001b[201~ \u001b]52;c;cm0gLXJmIC8=\u0007 \u001bP+q\u001b\\ \u009d0;title\u009c \u001bc',
  'zero\u200bwidth\ufeff\u2060\u00ad tags \u{e0041}\u{e007f}',
  '::error file=a.ts,line=1::forged ::stop-commands::x',
  '  ::add-mask::ALLOW',
  "x ##vso[task.complete result=Succeeded;]done ##[error]forged ##teamcity[buildStatus status='SUCCESS']",
  '__proto__',
  'constructor',
  'a'.repeat(100_000),
  '',
];

/** Any text at all, with more of the worst ones than chance would bring, alone and glued together. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: 'binary' }),
  // Half surrogates too.
  fc.array(fc.integer({ min: 0, max: 0xffff }).map(code => String.fromCharCode(code))).map(units => units.join('')),
  fc
    .array(fc.oneof(fc.constantFrom(...HOSTILE.filter(one => one.length < 1000)), fc.string()), { maxLength: 4 })
    .map(parts => parts.join('')),
);

/** What a terminal would obey, or hide a text by: no output may hold it, whoever wrote it. */
export const OBEYED = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ud800-\udfff]/u;

/** What a CI runner takes for an order on a line of output: GitHub at its start, GitHub, Azure and TeamCity anywhere. */
export const ORDERS = /^\s*::[a-z-]+.*::|##\w*\[/im;

export const MEGABYTE = '<]]>&\u001b[1m;;;;\n"'.repeat(90_000);
