import { lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Whether an IP address is one of this machine's own loopback addresses; false for what is no address. */
export function isLoopback(address: string): boolean {
  const version = isIP(address);
  return version !== 0 && loopback.check(address, version === 6 ? 'ipv6' : 'ipv4');
}

/**
 * Looks a name up as Node does and refuses it when any of its addresses is not a loopback address: what was looked up is
 * what is connected to, so a name cannot change in between.
 */
export const lookupLoopback: LookupFunction = (name, options, done) => {
  lookup(name, { ...options, all: true }, (error, addresses) => {
    if (error !== null) {
      done(error, '');
      return;
    }
    const [first] = addresses;
    const foreign = addresses.find(({ address }) => !isLoopback(address));
    if (first === undefined || foreign !== undefined) {
      done(new Error(`${name} leads to ${foreign?.address ?? 'nowhere'}, which is not on this machine`), '');
    } else if (options.all === true) done(null, addresses);
    else done(null, first.address, first.family);
  });
};
