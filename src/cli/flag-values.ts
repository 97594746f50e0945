import { InvalidArgumentError } from 'commander';

/** Words of a flag that may be given more than once, or with commas. */
export const words = (value: string, previous: readonly string[] | undefined): string[] => [
  ...(previous ?? []),
  ...value.split(',').filter(word => word !== ''),
];

/** Throws for anything but a number of seconds. */
export function positiveSeconds(value: string): number {
  const seconds = Number(value);
  if (!Number.isFinite(seconds) || seconds <= 0)
    throw new InvalidArgumentError('Expected a number of seconds greater than 0.');
  return seconds;
}

/** Throws for anything but a whole number above 0. */
export function positiveWhole(value: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number <= 0) throw new InvalidArgumentError('Expected a whole number above 0.');
  return number;
}

/** What `--fail-on` takes. */
export function failOn(value: string, previous: readonly string[] | undefined): string[] {
  const wanted = words(value, previous);
  const wrong = wanted.find(word => word !== 'warning' && word !== 'healed');
  if (wrong !== undefined) throw new InvalidArgumentError(`Expected warning or healed, seen "${wrong}".`);
  return wanted;
}
