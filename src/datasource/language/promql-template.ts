import { quotePattern } from '../../engine/correlation';
import { patternString } from './literal';

/** What stands for a template's placeholders. */
export interface TemplateValues {
  readonly services: readonly string[];
  readonly window: string;
  readonly quantile: number | undefined;
}

/**
 * Fills a query of the user's own: `"$service"`, with its quotes, becomes a pattern literal that matches each service and
 * nothing else; `$window` a duration; `$quantile` a number. What a service is called can therefore end no string.
 */
export function fillTemplate(template: string, { services, window, quantile }: TemplateValues): string {
  const pattern = services.map((service) => patternString(quotePattern(service)).slice(1, -1)).join('|');
  return template.replace(/"\$service"|\$quantile\b|\$window\b/g, (placeholder) => {
    switch (placeholder) {
      case '$window':
        return window;
      case '$quantile':
        return String(quantile ?? 0);
      default:
        return `"${pattern === '' ? '.+' : pattern}"`;
    }
  });
}
