import { Worker } from 'worker_threads';

const SECONDS = 30;
const WATCH = `
  const { workerData: { beats, name, seconds } } = require('node:worker_threads');
  const seen = new Int32Array(beats);
  const label = new Uint8Array(name);
  let last = -1;
  setInterval(() => {
    const now = Atomics.load(seen, 0);
    if (now === last && now > 0) {
      require('node:fs').writeSync(2, '\\nfuzz: no answer within ' + seconds + ' s: ' + Buffer.from(label).toString().replace(/\\0+$/, '') + '\\n');
      process.kill(process.pid, 'SIGKILL');
    }
    last = now;
  }, seconds * 1000);
`;

/** A call that never returns blocks the test runner too: another thread ends both, and says which call it was. */
export class Watchdog {
  private readonly beats = new SharedArrayBuffer(4);
  private readonly name = new SharedArrayBuffer(500);
  private readonly worker = new Worker(WATCH, { eval: true, workerData: { beats: this.beats, name: this.name, seconds: SECONDS } });

  /** Tells that the next call begins. */
  next(call: string): void {
    const label = new Uint8Array(this.name);
    label.fill(0);
    label.set(new TextEncoder().encode(call).subarray(0, label.length));
    Atomics.add(new Int32Array(this.beats), 0, 1);
  }

  async stop(): Promise<void> {
    await this.worker.terminate();
  }
}
