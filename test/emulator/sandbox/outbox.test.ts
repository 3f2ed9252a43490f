import { fstatSync, writeSync } from 'node:fs';
import { expect } from 'chai';
import { type Outbox, openOutbox } from '../../../emulator/sandbox/outbox.ts';

/** All that can be read at once. */
function drain(outbox: Outbox): string {
  const chunks: Buffer[] = [];
  for (let chunk = outbox.read(); chunk !== null; chunk = outbox.read()) chunks.push(chunk);
  return Buffer.concat(chunks).toString('latin1');
}

describe('an outbox', () => {
  it('gives the space of what was read back, and goes on where the writer is', () => {
    const outbox = openOutbox();
    const spoken = 'x'.repeat(1_000_000);
    writeSync(outbox.descriptor, spoken);
    const heard = drain(outbox);

    const heardBytes = outbox.readBytes();
    outbox.clear();
    writeSync(outbox.descriptor, 'and more');
    const later = drain(outbox);

    expect(heard).to.equal(spoken);
    expect(heardBytes).to.equal(1_000_000);
    expect(later).to.equal('and more');
    expect(outbox.readBytes()).to.equal(8);
    if (process.platform === 'linux') expect(fstatSync(outbox.descriptor).blocks * 512).to.be.below(100_000);
    outbox.close();
  });
});
