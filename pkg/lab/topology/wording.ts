import type { MessageKey, Role } from './service';

/** What else a service may be called. */
export const alternativeNames: Readonly<Record<Role, readonly string[]>> = {
  frontend: ['storefront', 'web', 'edge-web'],
  checkout: ['basket-checkout', 'purchase', 'cashdesk'],
  cart: ['basket', 'trolley', 'bag-service'],
  inventory: ['stock', 'warehouse', 'availability'],
  payment: ['billing', 'payments', 'charge-service'],
  'fraud-detection': ['risk', 'risk-scoring', 'fraud-check'],
  'external-fraud-api': ['riskscore-api', 'external-risk-api', 'vendor-fraud-score'],
  shipping: ['fulfilment', 'dispatch', 'delivery'],
  notification: ['mailer', 'messaging', 'customer-mail'],
  'order-relay': ['outbox-relay', 'event-relay', 'order-publisher'],
  'api-gateway': ['gateway', 'edge-gateway', 'public-api'],
  'order-service': ['orders', 'order-api', 'ordering'],
  'orders-db': ['orders-postgres', 'order-store', 'ordersdb'],
  'stock-db': ['inventory-db', 'warehouse-db', 'stock-postgres'],
  'session-cache': ['cart-cache', 'redis-cart', 'session-redis'],
  kafka: ['broker', 'events-kafka', 'message-bus'],
  'auth-service': ['auth', 'access-control', 'iam-service'],
  'user-service': ['users', 'accounts', 'user-directory'],
  'users-db': ['accounts-db', 'user-store', 'users-postgres'],
  'card-network': ['card-validation-api', 'scheme-gateway', 'card-scheme-api'],
};

/** As {@link alternativeNames}; each of these draws for itself. */
export const laterNames: Readonly<Record<Role, readonly string[]>> = {
  'edge-lb': ['load-balancer', 'ingress', 'edge-proxy'],
  'account-service': ['profile', 'my-account', 'customer-service'],
  'shipping-quotes': ['carrier-quotes-api', 'rates-api', 'parcel-rates'],
  catalog: ['products', 'product-service', 'assortment'],
  storefront: ['shop-web', 'site', 'web-bff'],
  booking: ['reservations', 'booking-api', 'bookings'],
  availability: ['allotments', 'room-inventory', 'capacity-service'],
  search: ['offer-search', 'finder', 'search-api'],
  'channel-manager': ['hotel-channel-api', 'partner-extranet', 'supplier-api'],
  'rooms-db': ['allotment-db', 'hotel-postgres', 'availability-db'],
  'payments-db': ['ledger-db', 'billing-postgres', 'charges-db'],
};

/** Ways to say each message; facts of the request stand in braces. */
export const wordings: Readonly<Record<MessageKey, readonly string[]>> = {
  'request.received': ['received {method} {path}', '{method} {path} accepted', 'incoming {method} {path}'],
  'request.completed': [
    '{method} {path} completed with {status}',
    '{method} {path} -> {status}',
    'request finished, status {status}',
  ],
  'request.failed': ['checkout failed', 'could not complete the checkout', 'checkout request failed'],
  'call.timeout': [
    'timeout: no answer from {peer} within {timeout_ms} ms',
    '{peer} did not answer within {timeout_ms} ms',
    'request to {peer} timed out after {timeout_ms} ms',
  ],
  'call.connection-timeout': [
    'connection timeout calling {peer} after {timeout_ms} ms',
    'connection timeout: {peer} sent nothing for {timeout_ms} ms',
    '{peer}: connection timeout ({timeout_ms} ms)',
  ],
  'call.failed': [
    'call to {peer} failed with {status}',
    '{peer} answered {status}',
    'upstream {peer} returned {status}',
  ],
  'call.rejected': [
    'CircuitBreaker {peer} is OPEN and does not permit further calls',
    'call to {peer} not permitted, breaker open',
    'breaker for {peer} is open, failing fast',
  ],
  // resilience4j's own words (StateTransition.toString of CircuitBreaker, documented under "Events").
  'breaker.changed': ["CircuitBreaker '{breaker}' changed state from {from} to {to}"],
  'request.broke': ['could not serve {path}', '{path}: internal error', 'unexpected failure in {path}'],
  'call.retry': [
    'retrying {peer}, attempt {attempt}',
    'attempt {attempt} to {peer} after a failed one',
    '{peer} gave no answer, trying again (attempt {attempt})',
  ],
  'client.gone': [
    'client went away before the answer',
    'caller no longer waiting',
    'response dropped: connection closed by caller',
  ],
  'checkout.started': ['placing order {order_id}', 'checkout started for {user_id}', 'processing order {order_id}'],
  'checkout.placed': ['order {order_id} placed', 'order {order_id} accepted', 'checkout of {order_id} done'],
  'cart.loaded': [
    'cart of {user_id} loaded, {items} items',
    '{items} items in the cart of {user_id}',
    'cart read: {items} items',
  ],
  'stock.reserved': ['stock reserved', 'reserved {items} items', 'reservation stored for {items} items'],
  'card.authorising': [
    'authorising {card_type} card',
    'charging {amount} to {card_type}',
    'card authorisation requested',
  ],
  'card.charged': ['payment of {amount} captured', 'charged {amount} to {card_type}', 'payment accepted, {amount}'],
  'fraud.checking': ['scoring order', 'fraud check started', 'asking for a risk score'],
  'fraud.scored': ['risk score received', 'fraud check passed', 'order scored'],
  'order.creating': ['Creating order', 'Creating a new order', 'Order creation started'],
  'order.written': ['Order {order_id} written', 'Order {order_id} stored', 'Inserted order {order_id}'],
  'event.published': ['order-placed published', 'event order-placed sent', 'published order-placed for {order_id}'],
  'event.relayed': ['relayed order-placed', 'forwarded one event from the outbox', 'outbox entry sent on'],
  'shipment.booked': ['shipment booked for {order_id}', 'parcel for {order_id} scheduled', 'shipping label made'],
  'mail.sent': ['confirmation sent to {user_id}', 'mailed receipt for {order_id}', 'order confirmation delivered'],
  'pool.slow': [
    'slow query: {statement} took {duration_ms} ms',
    '{statement} needed {duration_ms} ms',
    'query over budget: {duration_ms} ms',
  ],
  'access.granted': ['access granted to {user_id}', '{user_id} may order', 'permissions of {user_id} checked'],
  'user.loaded': ['user {user_id} loaded', 'permissions of {user_id} read', 'read {user_id}'],
  'process.started': ['{service} {version} started', 'started version {version}', 'ready, version {version}'],
  'process.out-of-memory': [
    'java.lang.OutOfMemoryError: heap space, limit {limit_mib} MiB',
    'fatal: out of memory ({limit_mib} MiB)',
    'process killed: memory limit of {limit_mib} MiB reached',
  ],
  'health.lost': [
    'backend {backend} of {peer} marked unhealthy',
    'health check of {peer} at {backend} failed, taking it out',
    '{peer} {backend}: DOWN',
  ],
  'health.regained': [
    'backend {backend} of {peer} healthy again',
    'health check of {peer} at {backend} passes, putting it back',
    '{peer} {backend}: UP',
  ],
  'call.broken': [
    'connection to {peer} reset',
    '{peer}: connection refused',
    'connection to {peer} closed unexpectedly',
  ],
  'call.no-upstream': [
    'no healthy upstream for {peer}',
    '{peer}: no server is available to handle this request',
    'all backends of {peer} are down',
  ],
  'pool.empty': [
    'HikariPool-1 - Connection is not available, request timed out after {duration_ms}ms',
    'no connection available from the pool within {duration_ms} ms',
    'could not get a connection: pool empty for {duration_ms} ms',
  ],
  'room.held': ['room held for {user_id}', 'hold placed, {items} nights', 'availability reduced by {items}'],
  'booking.confirmed': [
    'booking {order_id} confirmed',
    'confirmed {order_id} for {user_id}',
    'booking stored as {order_id}',
  ],
  'search.done': ['{items} offers found', 'search answered with {items} results', 'offers listed: {items}'],
  'catalog.listed': ['catalog listed', '{items} products shown', 'catalog page rendered'],
  'cache.miss': ['cache miss for {key}, loading', '{key} not in cache', 'rebuilding cached {key}'],
  'query.given-up': [
    'canceling statement due to statement timeout: {statement}',
    '{statement} given up after {duration_ms} ms',
    'query timeout: {statement}',
  ],
  'token.rejected': [
    'token rejected: issued {ahead_s} s in the future',
    'invalid token: not valid yet, iat is {iat}',
    'expired or not yet valid token ({ahead_s} s ahead)',
  ],
};
