import { err, ok, type Result } from '../../../src/engine/result';
import { reasonOf } from '../reason';

/** A JSON object whose fields are not known yet. */
export type Json = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A field of protobuf JSON by its camelCase name: writers may keep the snake_case of the .proto file instead, and readers
 * must take both (protobuf.dev, ProtoJSON).
 */
export function protoField(object: Json, name: string): unknown {
  return object[name] ?? object[name.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`)];
}

/** The objects of a repeated field; none when it is absent or not a list. */
export function protoList(object: Json, ...names: readonly string[]): readonly Json[] {
  for (const name of names) {
    const value = protoField(object, name);
    if (Array.isArray(value)) {
      return value.filter(isObject);
    }
  }
  return [];
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

/** The value of a JSON text, or why it is none. */
export function parseJson(text: string): Result<unknown, string> {
  try {
    const value: unknown = JSON.parse(text);
    return ok(value);
  } catch (error) {
    return err(reasonOf(error));
  }
}
