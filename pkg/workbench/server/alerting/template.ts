/** What a template of a label or an annotation may name. */
export interface TemplateValues {
  readonly labels: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, number>>;
}

const PERCENT = 100;

const FUNCTIONS: Readonly<Record<string, (text: string) => string>> = {
  urlquery: (text) => encodeURIComponent(text).replaceAll('%20', '+'),
  humanizePercentage: (text) => `${Number((Number(text) * PERCENT).toPrecision(4))}%`,
  humanize: (text) => String(Number(Number(text).toPrecision(4))),
};

/**
 * Fills a template of Grafana's alerting in, as far as provisioned rules use its language: `$labels.name`,
 * `index $labels "name"`, `$values.A`, `$values.A.Value`, `printf "%.1f"`, and pipes to `urlquery`, `humanize` and
 * `humanizePercentage`. What is not known stays as it is written, where it is seen. A label that is absent is
 * `[no value]`.
 */
export function filled(template: string, known: TemplateValues): string {
  return template.replace(/\{\{-?\s*(.*?)\s*-?\}\}/gs, (whole, expression: string) => {
    const [first, ...pipes] = expression.split(/\s*\|\s*/);
    const start = valueOf(first, known);
    return pipes.reduce<string | undefined>((text, pipe) => applied(pipe, text), start) ?? whole;
  });
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
