import { wording, type Wording } from './wording';

/** What was wrong with an address of the Investigate page, by `Problem.code`. Made when asked for: a plugin that never asks does not carry them. */
export function addressWords(): readonly Wording[] {
  return [
    wording('ui.address.unfilled', '"{{parameter}}" was left unfilled by the link: {{value}}'),
    wording('ui.address.bad-trace', '{{value}} is no trace ID: it takes up to 32 hexadecimal digits'),
    wording('ui.address.bad-time', '"{{parameter}}" is no time: {{value}} (epoch milliseconds, ISO 8601 or now-1h)'),
    wording('ui.address.empty-range', 'The time range ends before it starts: {{from}} to {{to}}'),
    wording('ui.address.key-without-id', 'The address names a kind of ID, {{key}}, but no ID'),
  ];
}
