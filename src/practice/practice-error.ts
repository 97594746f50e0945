/** Something that the person in front of the practice stack can act on; printed without a stack. */
export class PracticeError extends Error {
  override readonly name = 'PracticeError';
}
