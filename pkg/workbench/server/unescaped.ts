/** Grafana expands `$NAME` in provisioning files, so a literal dollar is written twice. */
export function unescaped(text: string): string {
  return text.replaceAll('$$', '$');
}
