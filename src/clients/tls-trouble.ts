/** OpenSSL's and Node's words for a certificate that is not to be trusted, in ours. */
const distrusted: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by itself, and is no CA that is trusted here',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is signed by a CA that is not trusted here',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is signed by a CA that is not trusted here',
  UNABLE_TO_GET_ISSUER_CERT: 'its certificate is signed by a CA that is not trusted here',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate is signed by a CA that is not trusted here',
  CERT_SIGNATURE_FAILURE: 'its certificate is not signed by the CA that it names',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet: are the clocks right?',
  CERT_REVOKED: 'its certificate is revoked',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host name',
};

/** What kept TLS from coming about: `what` for messages; true for `isTrust` where it is the server's certificate. */
export interface TlsTrouble {
  readonly what: string;
  readonly isTrust: boolean;
}

/** The trouble that an error tells of, or null where it is not TLS. A certificate or a protocol that does not fit is cured by no restart. */
export function tlsTrouble(error: unknown): TlsTrouble | null {
  if (!(error instanceof Error)) return null;
  const code = 'code' in error ? String(error.code) : '';
  const trust = distrusted[code];
  if (trust !== undefined) return { isTrust: true, what: namesIn(error, trust) };
  const said = `${code} ${error.message}`;
  if (!/^ERR_(?:SSL|OSSL)_|EPROTO|\bTLS\b|\bSSL\b/.test(said)) return null;
  return {
    isTrust: false,
    what: handshake.find(([pattern]) => pattern.test(said))?.[1] ?? `TLS failed (${code || error.message})`,
  };
}

const handshake: readonly (readonly [RegExp, string])[] = [
  [
    /certificate.?required|handshake.?failure/i,
    'it wants a certificate of the client, and was shown none that it takes',
  ],
  [
    /alert.?(?:unknown.?ca|bad.?certificate|certificate.?(?:unknown|expired|revoked))|tlsv1.?alert.?unknown.?ca/i,
    'it does not take the certificate of the client',
  ],
  [/wrong.?version.?number|packet.?length.?too.?long|unknown.?protocol|http.?request/i, 'it does not speak TLS there'],
];

/** Of a wrong host name: which one was wanted, and which the certificate has. */
function namesIn(error: Error, what: string): string {
  const { host, cert } = error as Error & { host?: unknown; cert?: { subjectaltname?: unknown } };
  const names = cert?.subjectaltname;
  if (typeof host !== 'string') return what;
  return `${what}: expected ${host}, seen ${typeof names === 'string' ? names.slice(0, 200) : 'none'}`;
}
