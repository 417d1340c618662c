/** Gives every element a size and every text a width, which Grafana's lists measure: jsdom has no layout. */
export function setLayout(): void {
  const box = { width: 320, height: 320, top: 0, left: 0, bottom: 320, right: 320, x: 0, y: 0, toJSON: () => '' };
  Element.prototype.getBoundingClientRect = () => box;
  const context = { measureText: (text: string) => ({ width: 8 * text.length }) };
  Object.defineProperty(HTMLCanvasElement.prototype, 'getContext', { value: () => context });
  window.IntersectionObserver = NoObserver;
}

class NoObserver implements IntersectionObserver {
  readonly root = null;
  readonly rootMargin = '';
  readonly thresholds = [];
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
  takeRecords(): IntersectionObserverEntry[] {
    return [];
  }
}
