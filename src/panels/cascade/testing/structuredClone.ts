import { deserialize, serialize } from 'node:v8';

/** Browsers have it, jsdom has not: dagre needs it. */
export function giveStructuredClone(): void {
  Object.defineProperty(globalThis, 'structuredClone', {
    configurable: true,
    value: (value: unknown): unknown => deserialize(serialize(value)),
  });
}
