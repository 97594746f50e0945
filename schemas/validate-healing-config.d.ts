/** What Ajv says of one value. */
export interface ShapeError {
  /** JSON pointer. */
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: { readonly missingProperty?: string };
}

/** True where the value fits the config's schema; else `errors` holds every error. Compiled by Ajv ahead of time. */
export const validateShape: ((value: unknown) => boolean) & { readonly errors?: readonly ShapeError[] | null };
