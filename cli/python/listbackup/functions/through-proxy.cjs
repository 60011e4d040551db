'use strict';
// Loaded first in every Node.js function. Node.js 20 and 22 know no proxy, so TLS connections are led through it here, whatever
// opened them: fetch, https, http2 or an SDK. Every other connection that would leave the machine is refused.
const http = require('node:http');
const net = require('node:net');
const { Duplex } = require('node:stream');
const tls = require('node:tls');

const proxy = new URL(process.env.HTTPS_PROXY);
const credentials = `Basic ${Buffer.from(`${decodeURIComponent(proxy.username)}:`).toString('base64')}`;
const connectSocket = net.Socket.prototype.connect;
const connectTls = tls.connect;

const isLocal = (host) => host === undefined || host === '' || host === 'localhost' || host === '::1' || host.startsWith('127.');

/** Asks the proxy for a way to the host. The proxy reports the hosts that it refuses. */
function ask(host, port) {
  const path = `${net.isIPv6(host) ? `[${host}]` : host}:${port}`;
  const headers = { 'host': path, 'proxy-authorization': credentials };
  const request = http.request({ host: proxy.hostname, port: proxy.port, method: 'CONNECT', path, headers, agent: false });
  request.end();
  return request;
}

/** A connection through the proxy, which can be written before it is there. */
class Tunnel extends Duplex {
  constructor(host, port) {
    super();
    this.opened = new Promise((resolve, reject) => {
      const request = ask(host, port);
      request.once('error', reject);
      request.once('response', ({ statusCode }) => reject(new Error(`listbackup up: nothing leaves this machine, ${host}:${port} was refused (${statusCode})`)));
      request.once('connect', ({ statusCode }, socket) => {
        if (statusCode === 200) return resolve(socket);
        socket.destroy();
        reject(new Error(`listbackup up: nothing leaves this machine, ${host}:${port} was refused (${statusCode})`));
      });
    });
    this.opened.then((socket) => {
      this.socket = socket;
      socket.on('data', (chunk) => { if (!this.push(chunk)) socket.pause(); });
      socket.once('end', () => this.push(null));
      socket.once('error', (error) => this.destroy(error));
      socket.once('close', () => this.destroy());
    }, (error) => this.destroy(error));
  }

  _read() {
    this.socket?.resume();
  }

  _write(chunk, encoding, done) {
    this.opened.then((socket) => socket.write(chunk, encoding, done), done);
  }

  _final(done) {
    this.opened.then((socket) => socket.end(done), () => done());
  }

  _destroy(error, done) {
    this.socket?.destroy();
    done(error);
  }
}

tls.connect = function connect(...args) {
  const [options, listener] = normalized(args);
  if (options.socket || options.path || isLocal(options.host)) return connectTls.apply(this, args);
  const socket = new Tunnel(options.host, options.port);
  const servername = options.servername ?? (net.isIP(options.host) ? '' : options.host);
  return connectTls.call(this, { ...options, socket, servername }, listener);
};

net.Socket.prototype.connect = function connect(...args) {
  const [options] = Array.isArray(args[0]) ? args[0] : normalized(args);
  if (options.path || isLocal(options.host)) return connectSocket.apply(this, args);
  ask(options.host, options.port).once('connect', (_response, socket) => socket.destroy()).on('error', () => undefined);
  process.nextTick(() => this.destroy(new Error(`listbackup up: nothing leaves this machine, ${options.host}:${options.port} was refused`)));
  return this;
};

/** Options and listener from `(options[, listener])` and `(port[, host][, options][, listener])`. */
function normalized(args) {
  const listener = args.find((arg) => typeof arg === 'function');
  const given = args.filter((arg) => typeof arg === 'object' && arg !== null);
  const [port, host] = typeof args[0] === 'object' ? [] : args;
  return [Object.assign({}, ...(port === undefined ? [] : [{ port: Number(port), host: typeof host === 'string' ? host : undefined }]), ...given), listener];
}
