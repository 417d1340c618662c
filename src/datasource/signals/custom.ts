import * as v from 'valibot';
import { CONVENTIONS, customConvention, type Convention, type CustomConvention } from '../../engine/signals';
import type { Problem } from '../../engine/result';

const text = v.pipe(v.string(), v.nonEmpty());

/** How `jsonData` holds a convention of the user's own. */
export const customConventionSchema = v.object({
  name: text,
  service: text,
  instance: v.optional(text),
  client: v.optional(text),
  server: v.optional(text),
  counter: v.optional(text),
  failed: v.optional(
    v.pipe(
      v.array(v.object({ label: text, operator: v.picklist(['=', '!=', '=~', '!~']), value: v.string() })),
      v.readonly()
    )
  ),
  histogram: v.optional(text),
  unit: v.optional(v.picklist(['s', 'ms', 'us', 'ns'])),
  templates: v.optional(v.object({ traffic: v.optional(text), errors: v.optional(text), latency: v.optional(text) })),
  detect: v.optional(v.pipe(v.array(text), v.readonly())),
});

/** What is wrong with the first bad convention; see `customConvention`. */
export function conventionProblem(custom: readonly CustomConvention[]): Problem | undefined {
  for (const one of custom) {
    const made = customConvention(one);
    if (!made.ok) {
      return made.error;
    }
  }
  return undefined;
}

/** All conventions, best first: the user knows best. */
export function conventionsOf(custom: readonly CustomConvention[]): readonly Convention[] {
  const own = custom.flatMap((one) => {
    const made = customConvention(one);
    return made.ok ? [made.value] : [];
  });
  return own.length === 0 ? CONVENTIONS : [...own, ...CONVENTIONS];
}
