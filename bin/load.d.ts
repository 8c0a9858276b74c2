import type { Script } from 'node:vm';

/** The program, with what V8 has compiled of it before. */
export declare function compiled(): Script;
/** Runs it, and gives back what it exports. */
export declare function load(script?: Script): { readonly main: () => Promise<void> };
