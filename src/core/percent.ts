/** A percent-encoded text as it is meant; one with a stray `%` as it stands: whoever it is for will judge it. */
export function decodedOrSame(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}
