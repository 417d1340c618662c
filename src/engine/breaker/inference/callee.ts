import type { Attribute } from '../../model';
import { firstText } from './span-values';

/** Attributes that name whom a client span calls: OpenTelemetry's, old and stable; OpenTracing's; then the host of a URL. */
const PEER_KEYS = [
  'peer.service',
  'server.address',
  'net.peer.name',
  'http.host',
  'network.peer.address',
  'net.peer.ip',
];
const URL_KEYS = ['url.full', 'http.url'];
const SYSTEM_KEYS = ['rpc.service', 'db.system.name', 'db.system', 'messaging.destination.name'];
const HOST_OF_URL = /^\w+:\/\/(?:[^/@]*@)?(?<host>[^/:?#]+)/;
const PORT = /:\d+$/;

/** Whom a client span calls, by its own attributes, without the port; '' when it does not say. */
export function addressOf(attributes: readonly Attribute[]): string {
  const peer = firstText(attributes, PEER_KEYS).replace(PORT, '');
  if (peer !== '') {
    return peer;
  }
  const host = HOST_OF_URL.exec(firstText(attributes, URL_KEYS))?.groups?.host;
  return host ?? firstText(attributes, SYSTEM_KEYS);
}

/**
 * Which service answers at an address. A call that was refused has no span of the callee; others of the same caller to the
 * same address do, and say who it is.
 */
export class CalleeNames {
  private readonly learnt = new Map<string, string>();
  private readonly byName = new Map<string, string>();

  /** A call to `address` was answered by this service. */
  learn(caller: string, address: string, callee: string): void {
    this.learnt.set(`${caller}\n${address}`, callee);
  }

  /** A service of this name records spans. */
  know(name: string, key: string): void {
    this.byName.set(name, key);
  }

  /** The service's key; the address itself when nobody has answered there. `checkout.shop.svc` is the service `checkout`. */
  resolve(caller: string, address: string): string {
    const [host = ''] = address.split('.');
    return this.learnt.get(`${caller}\n${address}`) ?? this.byName.get(address) ?? this.byName.get(host) ?? address;
  }

  /** The key of the service that a breaker is named after, if it is. */
  named(caller: string, name: string): string | undefined {
    return this.learnt.get(`${caller}\n${name}`) ?? this.byName.get(name);
  }
}
