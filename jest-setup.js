// Jest setup provided by Grafana scaffolding
import './.config/jest-setup';

/**
 * React 19's server renderer, which Grafana 13's packages load, wants what every browser has and jsdom has not. One way
 * only, and with a timer: Node's own channel would keep the process alive.
 */
class TimerChannel {
  port1 = { onmessage: undefined };
  port2 = { postMessage: (data) => setTimeout(() => this.port1.onmessage?.({ data }), 0) };
}

globalThis.MessageChannel ??= TimerChannel;
