import { t } from '@grafana/i18n';
import { checkPattern, TRACE_KEY, type CorrelationKey, type LogPlace } from '../../engine/correlation';
import { assertUnreachable } from '../../engine/result';
import { problemText, raw } from '../../ui';
import { traceqlAttribute } from '../language/traceql';

/** A log place as a form holds it: its kind, and the one text that every kind needs. */
export interface PlaceDraft {
  readonly kind: LogPlace['kind'];
  readonly text: string;
}

/** A key as a form holds it. */
export interface KeyDraft {
  readonly name: string;
  readonly title: string;
  /** One attribute a line. */
  readonly spanAttributes: string;
  readonly logPlaces: readonly PlaceDraft[];
  /** Separated by commas. */
  readonly exemplarLabels: string;
  readonly nested: boolean;
  readonly separator: string;
}

/** What is wrong with a draft, as sentences by field. A field that is right is absent. */
export interface KeyErrors {
  readonly name?: string;
  readonly spanAttributes?: string;
  /** By row. */
  readonly logPlaces: ReadonlyMap<number, string>;
  readonly separator?: string;
  readonly places?: string;
}

export const NEW_KEY: KeyDraft = {
  name: '',
  title: '',
  spanAttributes: '',
  logPlaces: [{ kind: 'json', text: '' }],
  exemplarLabels: '',
  nested: false,
  separator: '_',
};

export function draftOf(key: CorrelationKey): KeyDraft {
  return {
    name: key.name,
    title: key.title,
    spanAttributes: key.spanAttributes.join('\n'),
    logPlaces: key.logPlaces.map((place) => ({ kind: place.kind, text: placeText(place) })),
    exemplarLabels: key.exemplarLabels.join(', '),
    nested: key.nesting.kind === 'suffix',
    separator: key.nesting.kind === 'suffix' ? key.nesting.separator : '_',
  };
}

/** The key of a draft without errors. */
export function keyOf(draft: KeyDraft): CorrelationKey {
  return {
    name: draft.name.trim(),
    title: draft.title.trim() === '' ? draft.name.trim() : draft.title.trim(),
    spanAttributes: attributesOf(draft),
    logPlaces: draft.logPlaces.filter(({ text }) => text.trim() !== '').map(placeOf),
    exemplarLabels: split(draft.exemplarLabels, ','),
    nesting: draft.nested ? { kind: 'suffix', separator: draft.separator } : { kind: 'none' },
  };
}

/**
 * Checks a draft.
 * @param taken - names of the other configured keys
 */
export function keyErrors(draft: KeyDraft, taken: readonly string[]): KeyErrors {
  const bad = attributesOf(draft).find((text) => traceqlAttribute(text) === undefined);
  const logPlaces = new Map(
    draft.logPlaces.flatMap((place, row): Array<[number, string]> => {
      const error = placeError(place);
      return error === undefined ? [] : [[row, error]];
    })
  );
  const empty = attributesOf(draft).length === 0 && draft.logPlaces.every(({ text }) => text.trim() === '');
  return {
    name: nameError(draft.name.trim(), taken),
    spanAttributes:
      bad === undefined
        ? undefined
        : t(
            'form.bad-attribute',
            '{{attribute}}: start with span., resource. or a dot',
            raw({
              attribute: bad,
            })
          ),
    logPlaces,
    separator:
      draft.nested && draft.separator === '' ? t('form.no-separator', 'Nested IDs need a separator') : undefined,
    places: empty ? t('form.no-place', 'Name at least one place where the ID lives') : undefined,
  };
}

export function isValid(errors: KeyErrors): boolean {
  const { logPlaces, ...rest } = errors;
  return logPlaces.size === 0 && Object.values(rest).every((error) => error === undefined);
}

function nameError(name: string, taken: readonly string[]): string | undefined {
  if (!/^[A-Za-z_][\w.-]*$/.test(name)) {
    return t('form.bad-name', 'A name of letters, digits, dots, dashes and underscores');
  }
  if (name === TRACE_KEY) {
    return t('form.built-in', 'This name is built in');
  }
  return taken.includes(name) ? t('form.taken', 'Another key has this name') : undefined;
}

function placeError({ kind, text }: PlaceDraft): string | undefined {
  if (text.trim() === '') {
    return undefined;
  }
  if (kind === 'label' && !/^[A-Za-z_][A-Za-z0-9_]*$/.test(text.trim())) {
    return t('form.bad-label', 'A label name: letters, digits and underscores');
  }
  if (kind === 'regexp') {
    const checked = checkPattern(text);
    return checked.ok ? undefined : problemText(checked.error);
  }
  return undefined;
}

function placeOf({ kind, text }: PlaceDraft): LogPlace {
  switch (kind) {
    case 'label':
      return { kind, name: text.trim() };
    case 'json':
      return { kind, path: text.trim() };
    case 'logfmt':
      return { kind, field: text.trim() };
    case 'regexp':
      return { kind, pattern: text };
    default:
      return assertUnreachable(kind);
  }
}

/** The one text of a place. */
export function placeText(place: LogPlace): string {
  switch (place.kind) {
    case 'label':
      return place.name;
    case 'json':
      return place.path;
    case 'logfmt':
      return place.field;
    case 'regexp':
      return place.pattern;
    default:
      return assertUnreachable(place);
  }
}

function attributesOf({ spanAttributes }: KeyDraft): readonly string[] {
  return split(spanAttributes, '\n');
}

function split(text: string, separator: string): readonly string[] {
  return text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
