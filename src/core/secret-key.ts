/** Whether a key is named as one that holds a secret. */
export const isSecretKey = (key: string): boolean =>
  /(?:password|passwd|passphrase|secret|token|api_?key|authorization)$/i.test(key);
