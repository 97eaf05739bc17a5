export { serve, type Streams } from './serve.js';
export { startServer } from './start-server.js';
