/**
 * `@grafana/data` and what it imports expect a browser as soon as they are imported. Imported before them, this gives
 * them the little that they touch: nothing here is used while measuring.
 */
if (!('window' in globalThis)) {
  const nothing = (): undefined => undefined;
  const element = { appendChild: nothing, setAttribute: nothing, style: {} };
  const document = {
    head: element,
    documentElement: element,
    createElement: () => element,
    getElementsByTagName: () => [],
    addEventListener: nothing,
  };
  const window = { addEventListener: nothing, document, history: { pushState: nothing, replaceState: nothing } };
  Object.assign(globalThis, { window, document, history: window.history });
}

export {};
