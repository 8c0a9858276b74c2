import type { Reference } from '../reference/types.ts';
import { describeTag } from '../reference/describe.ts';
import { parseReference } from '../reference/parse.ts';
import type { ImageOrigin } from './port.ts';

/** What a team says of one of its repositories (`images:` of paddle-verify.yaml). */
export interface DeclaredImage {
  readonly dockerfile?: string;
  readonly base?: string;
  readonly other?: string;
}

export interface OriginOptions {
  /** Prefix of a mirrored name → prefix of its upstream. */
  readonly mirrors: Readonly<Record<string, string>>;
  readonly images: Readonly<Record<string, DeclaredImage>>;
  /** Base reference of the final stage of a Dockerfile, or null where it cannot be told. */
  baseOf(dockerfile: string): Reference | null;
}

const MAX_CHAIN = 8;

/** Says whose image a reference names: from the team's words first, then from the name itself. */
export function originResolver(options: OriginOptions): (reference: Reference) => ImageOrigin {
  const cache = new Map<string, ImageOrigin>();
  const resolve = (reference: Reference, depth: number): ImageOrigin => {
    const upstream = throughMirrors(reference, options.mirrors);
    const declared = declaredFor(reference, options.images) ?? declaredFor(upstream, options.images);
    if (declared === null || depth > MAX_CHAIN) return byName(upstream, reference);
    if (declared.other !== undefined)
      return { make: 'other', why: `declared under images: ${declared.other}`, upstream, builtBy: null };
    const base =
      declared.base !== undefined ? parsed(declared.base) : options.baseOf(declared.dockerfile ?? '');
    const from = declared.base ?? declared.dockerfile ?? '';
    const builtBy = declared.dockerfile ?? null;
    if (base === null)
      return {
        make: 'unknown',
        why: `images: names ${from}, whose base could not be read`,
        upstream,
        builtBy,
      };
    const why = `built on ${base.original} (images: ${from})`;
    return { ...builtOn(resolve(base, depth + 1)), why, upstream, builtBy };
  };
  return (reference) => {
    // Everything of the reference that the answer carries on is in the key.
    const { registry, repository, tag, digest } = reference;
    const key = `${registry}/${repository}:${tag ?? ''}@${digest ?? ''}`;
    let known = cache.get(key);
    if (known === undefined) {
      known = resolve(reference, 0);
      if (cache.size < 10_000) cache.set(key, known);
    }
    return known;
  };
}

/** An image on `python:3.10` may well install the framework: what its base is does not say what it is. */
function builtOn(origin: ImageOrigin): Pick<ImageOrigin, 'make' | 'base'> {
  if (origin.make === 'paddle') return { make: 'derived', base: origin.upstream };
  if (origin.make === 'derived') return { make: 'derived', base: origin.base ?? null };
  return { make: 'unknown', base: null };
}

function byName(upstream: Reference, reference: Reference): ImageOrigin {
  const { family } = describeTag(upstream);
  const mirrored = upstream === reference ? '' : ` (mirror of ${upstream.registry}/${upstream.repository})`;
  if (family === 'unknown')
    return {
      make: 'unknown',
      why: `nothing is known of ${reference.repository}${mirrored}`,
      upstream,
      builtBy: null,
    };
  if (family === 'other')
    return {
      make: 'other',
      why: `${upstream.repository} is not a Paddle image${mirrored}`,
      upstream,
      builtBy: null,
    };
  return { make: 'paddle', why: `published as ${upstream.repository}${mirrored}`, upstream, builtBy: null };
}

/** The longest prefix that ends at a `/` wins. */
function throughMirrors(reference: Reference, mirrors: Readonly<Record<string, string>>): Reference {
  const name = `${reference.registry}/${reference.repository}`;
  let best: { from: string; to: string } | null = null;
  for (const [prefix, to] of Object.entries(mirrors)) {
    const from = prefix.replace(/\/$/, '').toLowerCase();
    if (name !== from && !name.startsWith(`${from}/`)) continue;
    if (best === null || from.length > best.from.length) best = { from, to: to.replace(/\/$/, '') };
  }
  if (best === null) return reference;
  const upstream = parsed(`${best.to}${name.slice(best.from.length)}`);
  return upstream === null
    ? reference
    : { ...upstream, original: reference.original, tag: reference.tag, digest: reference.digest };
}

function declaredFor(
  reference: Reference,
  images: Readonly<Record<string, DeclaredImage>>,
): DeclaredImage | null {
  const full = `${reference.registry}/${reference.repository}`;
  const short = reference.registry === 'docker.io' ? reference.repository : full;
  return images[full] ?? images[short] ?? images[reference.repository.replace(/^library\//, '')] ?? null;
}

function parsed(text: string): Reference | null {
  const result = parseReference(text);
  return result.ok ? result.value : null;
}
