/**
 * Faults that the page's address asks for (`?delay-tempo=5000&fail-loki=403&hide-prom`): read once, because moving
 * through the page drops them from the address.
 */
const search = [...new URLSearchParams(window.location.search)];

/** For the server, which plays them. */
export const faultHeader = search
  .filter(([name]) => /^(delay|fail)-/.test(name))
  .map(([name, value]) => `${name}=${value}`)
  .join('&');

/** Whether the user may not see the source with this uid: Grafana leaves such sources out of its settings. */
export function isHidden(uid: string): boolean {
  return search.some(([name]) => name === `hide-${uid}`);
}
