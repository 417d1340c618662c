const { TestEnvironment } = require('jest-environment-node');

/** Node's own fetch, timers and sockets, for tests of what talks over HTTP: `@jest-environment ./pkg/testkit/node-environment.cjs`. */
module.exports = class extends TestEnvironment {
  async setup() {
    await super.setup();
    // The scaffold's set-up file expects a browser's canvas.
    this.global.HTMLCanvasElement = class {};
  }
};
