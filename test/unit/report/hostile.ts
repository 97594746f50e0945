/** Texts that break logs, XML, HTML or terminals. */
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
  '',
];

export const MEGABYTE = '<]]>&\u001b[1m;;;;\n"'.repeat(90_000);
