/** Environment variables by name. */
export type Env = Readonly<Record<string, string | undefined>>;

/** A text of the config with its references read. */
export interface Interpolated {
  readonly value: string;
  /** Every variable that a reference names, set or not. */
  readonly names: readonly string[];
  /** What was taken from the environment; defaults are not. */
  readonly taken: readonly { readonly name: string; readonly value: string }[];
  /** True where the text is one reference and nothing else. */
  readonly isWhole: boolean;
  /** What is wrong with the references. */
  readonly problems: readonly string[];
}

const REFERENCE = /\$\$|\$\{([^}]*)\}|\$\{/g;
/** So much of a variable's name is told: what is longer is none. */
const SHOWN = 60;
const INSIDE = /^([A-Za-z_][A-Za-z0-9_]*)(?::-([^]*))?$/;

/** Read `${NAME}` and `${NAME:-default}`, and make `$$` a dollar. Any other dollar stays. */
export function interpolate(text: string, env: Env): Interpolated {
  const names: string[] = [];
  const taken: { name: string; value: string }[] = [];
  const problems: string[] = [];
  const value = text.replaceAll(REFERENCE, (match: string, inside: string | undefined) => {
    if (match === '$$') return '$';
    if (inside === undefined) return complain('${ without a closing }; a dollar before a brace is written $${');
    const parts = INSIDE.exec(inside);
    const name = parts?.[1];
    if (name === undefined)
      return complain('expected ${NAME} or ${NAME:-default}, where NAME is letters, digits and _');
    names.push(name);
    const shown = name.length > SHOWN ? `${name.slice(0, SHOWN)}…` : name;
    const preset = parts?.[2];
    if (preset?.includes('${')) return complain(`the default of ${shown} holds another reference; expected plain text`);
    // Only what the environment itself holds: ${constructor} is a variable like any other, and not set.
    const found = Object.hasOwn(env, name) ? env[name] : undefined;
    if (preset !== undefined && (found === undefined || found === '')) return preset;
    if (found === undefined)
      return complain(`the environment variable ${shown} is not set; set it, or give a default: \${${shown}:-…}`);
    taken.push({ name, value: found });
    return found;
  });
  return { value, names, taken, isWhole: /^\$\{[^}]*\}$/.test(text), problems };

  function complain(problem: string): string {
    problems.push(problem);
    return '';
  }
}
