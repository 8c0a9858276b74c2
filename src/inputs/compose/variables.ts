import type { ReadContext } from '../port.ts';
import type { Unknown } from './tree.ts';

/** What a variable stands for. */
export interface VariableValue {
  readonly text: string;
  /** Empty when the value is known. */
  readonly unknown: readonly Unknown[];
  /** `.env line 3`, `--var`, `name of the project`. */
  readonly origin: string;
}

/** Variables for interpolation. Never those of this process: the same files must give the same verdict everywhere. */
export interface Variables {
  lookup(name: string): VariableValue | undefined;
  /** An env file that could not be read: any variable might be set in it, so that no default can be relied on. */
  readonly unread: Unknown | null;
}

export const NO_VARIABLES: Variables = { lookup: () => undefined, unread: null };

/** `--var NAME=VALUE`: stands for the environment of the one who runs Docker Compose, and goes before any file. */
export function givenVariables(context: ReadContext): Variables {
  const { variables } = context;
  return {
    lookup: (name) =>
      Object.hasOwn(variables, name)
        ? { text: variables[name] ?? '', unknown: [], origin: '--var' }
        : undefined,
    unread: null,
  };
}

/** COMPOSE_PROJECT_NAME, which Docker Compose sets itself; known only where the file has a `name`. */
export function withProjectName(variables: Variables, name: string | null): Variables {
  if (name === null) return variables;
  const value: VariableValue = { text: name, unknown: [], origin: 'name of the project' };
  return {
    ...variables,
    lookup: (asked) => (asked === 'COMPOSE_PROJECT_NAME' ? value : variables.lookup(asked)),
  };
}
