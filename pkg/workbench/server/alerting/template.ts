/** What a template of a label or an annotation may name. */
export interface TemplateValues {
  readonly labels: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, number>>;
}

const PERCENT = 100;

const FUNCTIONS: Readonly<Record<string, (text: string) => string>> = {
  urlquery: (text) => encodeURIComponent(text).replaceAll('%20', '+'),
  humanizePercentage: (text) => `${Number((Number(text) * PERCENT).toPrecision(4))}%`,
  humanizeDuration: (text) => `${Number(Number(text).toPrecision(4))}s`,
  humanize: (text) => String(Number(Number(text).toPrecision(4))),
};

/**
 * Fills a template of Grafana's alerting in, as far as provisioned rules use its language: `$labels.name`,
 * `index $labels "name"`, `$values.A`, `$values.A.Value` (or `.Labels`, `.Values`), `with index .Values "A"`, `externalURL`, `printf "%.1f"`, and
 * `urlquery`, `humanize`, `humanizeDuration` and `humanizePercentage`, before a value or behind a pipe. What is not known stays as it is written, where it is seen. A label that is absent is
 * `[no value]`.
 */
export function filled(template: string, known: TemplateValues): string {
  return withoutWith(template).replace(/\{\{-?\s*(.*?)\s*-?\}\}/gs, (whole, expression: string) => {
    const [first, ...pipes] = expression.split(/\s*\|\s*/);
    const start = valueOf(first, known);
    return pipes.reduce<string | undefined>((text, pipe) => applied(pipe, text), start) ?? whole;
  });
}

/** `with` guards against a value that is absent, which a firing instance of the workbench never has. */
function withoutWith(template: string): string {
  return template.replace(
    /\{\{\s*with index (?:\.Values|\$values) "(\w+)"\s*\}\}(.*?)\{\{\s*end\s*\}\}/gs,
    (_, refId: string, inner: string) => inner.replace(/(?<![\w$])\.Value\b/g, `.Values.${refId}.Value`)
  );
}

function applied(pipe: string, text: string | undefined): string | undefined {
  const [, places] = /^printf\s+"%\.(\d)f"$/.exec(pipe) ?? [];
  if (text === undefined) {
    return undefined;
  }
  return places === undefined ? FUNCTIONS[pipe]?.(text) : fixed(text, places);
}

function valueOf(expression: string, known: TemplateValues): string | undefined {
  const { labels, values } = known;
  if (expression === 'externalURL') {
    return '/';
  }
  const [, label] =
    /^(?:\$labels|\.Labels)\.(\w+)$/.exec(expression) ??
    /^index\s+(?:\$labels|\.Labels)\s+"([^"]+)"$/.exec(expression) ??
    [];
  if (label !== undefined) {
    return labels[label] ?? '[no value]';
  }
  const [, refId] = /^(?:\$values|\.Values)\.(\w+?)(?:\.Value)?$/.exec(expression) ?? [];
  if (refId !== undefined) {
    return refId in values ? String(values[refId]) : '[no value]';
  }
  return called(expression, known);
}

/** A function before its argument. */
function called(expression: string, known: TemplateValues): string | undefined {
  const [, places, inner] = /^printf\s+"%\.(\d)f(?:%%)?"\s+(.+)$/.exec(expression) ?? [];
  if (inner !== undefined) {
    return fixed(valueOf(inner, known) ?? '', places);
  }
  const [, name, argument] = /^(\w+)\s+(\S+)$/.exec(expression) ?? [];
  const given = argument === undefined ? undefined : valueOf(argument, known);
  return given === undefined ? undefined : FUNCTIONS[name]?.(given);
}

function fixed(text: string, places: string): string {
  return Number.isFinite(Number(text)) ? Number(text).toFixed(Number(places)) : text;
}

const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Links of annotations look back from now. A staged incident has its own now, which the clock leaves behind. */
export function fixedInTime(text: string, nowMs: number): string {
  return text.replace(
    /([?&](?:from|to)=)now(?:-(\d+)([smhd]))?(?=&|$)/g,
    (_, name: string, count = '0', unit = 's') => `${name}${nowMs - Number(count) * UNITS[unit]}`
  );
}
