import type { Narrowing } from '../filters/narrowing';
import { logqlStages } from './conditions';
import { anyOf } from './promql';

/** Labels that name a line's service, best first: what the count is told apart by. */
const SERVICE_LABELS = ['service_name', 'service', 'app', 'job'];

/** Levels that mean an error, as Loki detects them and as loggers print them. */
const ERROR_LEVELS = 'error|ERROR|Error|err|critical|CRITICAL|Critical|fatal|FATAL|Fatal|panic|alert|emergency|SEVERE';

/**
 * Lines of an error level in each window, by service.
 * @param selector - streams to look in, as the settings give them
 * @param services - names; empty for all
 * @param window - length of the window, as LogQL writes it
 */
export function errorLinesQuery(
  selector: string,
  services: readonly string[],
  narrowing: Narrowing,
  window: string
): string {
  const failing = ` | ${alternatives(['detected_level', 'level'], `"${ERROR_LEVELS}"`)}`;
  const lines = linesQuery(selector, services, narrowing, failing);
  return `sum by (${SERVICE_LABELS.join(', ')}) (count_over_time(${lines} [${window}]))`;
}

/** Lines of some services; `stage` keeps what is wanted of them. */
export function linesQuery(selector: string, services: readonly string[], narrowing: Narrowing, stage: string): string {
  return `${selector}${ofServices(services)}${logqlStages(narrowing)}${stage}`;
}

function ofServices(services: readonly string[]): string {
  return services.length === 0 ? '' : ` | ${alternatives(SERVICE_LABELS, anyOf(services))}`;
}

function alternatives(labels: readonly string[], pattern: string): string {
  return labels.map((label) => `${label}=~${pattern}`).join(' or ');
}
