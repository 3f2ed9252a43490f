import { expect } from 'chai';
import { ForbiddenAddress, guardAddress, type NetworkProfile } from '../../../emulator/delivery/address-guard.ts';
import { type AddressRules, anyAddress } from '../../../sdk/http/exchange.ts';

const local: NetworkProfile = { profile: 'local', allowHosts: [] };
const platform: NetworkProfile = { profile: 'platform', allowHosts: [] };

/** The rule that forbids a URL before anything is looked up; null when it may be tried. */
function verdict(url: string, network: NetworkProfile, rules: Partial<AddressRules> = {}): string | null {
  try {
    guardAddress(new URL(url), { ...anyAddress, ...rules }, network);
    return null;
  } catch (error) {
    if (error instanceof ForbiddenAddress) return error.rule;
    throw error;
  }
}

describe('guardAddress', () => {
  const literals: readonly (readonly [url: string, inLocal: string | null, inPlatform: string | null])[] = [
    ['http://127.0.0.1:4010/x', null, 'H-221'],
    ['http://127.8.9.1/', null, 'H-221'],
    ['http://[::1]/', null, 'H-221'],
    ['http://[::ffff:127.0.0.1]/', null, 'H-221'],
    ['http://2130706433/', null, 'H-221'],
    ['http://0x7f.1/', null, 'H-221'],
    ['http://017700000001/', null, 'H-221'],
    ['http://10.0.0.1/', 'H-220', 'H-221'],
    ['http://[::ffff:10.0.0.1]/', 'H-220', 'H-221'],
    ['http://100.64.0.1/', 'H-220', 'H-221'],
    ['http://192.168.1.1/', 'H-220', 'H-221'],
    ['http://[fc00::1]/', 'H-220', 'H-221'],
    ['http://[::10.0.0.1]/', 'H-220', 'H-221'],
    ['http://[::7f00:1]/', null, 'H-221'],
    ['http://[::a9fe:a9fe]/', 'H-222', 'H-222'],
    ['http://169.254.169.254/', 'H-222', 'H-222'],
    ['http://[fd00:ec2::254]/', 'H-222', 'H-222'],
    ['http://[fe80::1]/', 'H-222', 'H-222'],
    ['http://0.0.0.0/', 'H-222', 'H-222'],
    ['http://[::]/', 'H-222', 'H-222'],
    ['http://224.0.0.1/', 'H-222', 'H-222'],
    ['http://255.255.255.255/', 'H-222', 'H-222'],
    ['http://[64:ff9b::a00:1]/', 'H-222', 'H-222'],
    ['http://[2002:a00:1::1]/', 'H-222', 'H-222'],
    ['http://[2001::1]/', 'H-222', 'H-222'],
    ['http://93.184.215.14/', 'H-220', null],
    ['https://api.northbeam.example/', 'H-220', null],
    ['http://localhost/', null, null],
    ['http://me:pw@127.0.0.1/', 'H-224', 'H-224'],
    ['ftp://127.0.0.1/', 'H-224', 'H-224'],
    ['file:///etc/passwd', 'H-224', 'H-224'],
  ];
  for (const [url, inLocal, inPlatform] of literals) {
    it(`judges ${url} by its address: ${inLocal ?? 'allowed'} in local, ${inPlatform ?? 'tried'} in platform (H-220 to H-226)`, () => {
      expect([verdict(url, local), verdict(url, platform)]).to.deep.equal([inLocal, inPlatform]);
    });
  }

  it('refuses in a second what regular expressions would match for ever (T-232)', () => {
    const startedAt = performance.now();
    const url = `http://127.0.0.1:3005/${'a'.repeat(80)}!`;

    expect(verdict(url, local, { allowedUrlRegexes: ['^https:', '^http://(?:[a-z0-9.:/]+)+$'] })).to.equal('T-232');
    expect(performance.now() - startedAt).to.be.lessThan(5000);
  });

  it('reads an IPv4 address or block of forbiddenIPs that is written as IPv6 (T-231 T-235)', () => {
    const forbids = (entry: string, host = '127.0.0.1'): string | null =>
      verdict(`http://${host}/`, local, { forbiddenIps: [entry] });

    expect([
      forbids('::ffff:127.0.0.1'),
      forbids('::ffff:127.0.0.0/104'),
      forbids('::127.0.0.1'),
      forbids('127.0.0.1', '[::7f00:1]'),
      forbids('::ffff:10.0.0.0/104'),
      forbids('::1'),
      forbids('::1', '[::1]'),
      forbids('::/0', '[::1]'),
    ]).to.deep.equal(['T-231', 'T-231', 'T-231', 'T-231', null, null, 'T-231', 'T-231']);
  });

  it('lets a listed host pass in the profile local, with or without its port, and names the flag for others', () => {
    const listed = (...allowHosts: readonly string[]): NetworkProfile => ({ profile: 'local', allowHosts });
    const url = 'https://api.northbeam.example/x';

    expect([
      verdict(url, listed('api.northbeam.example')),
      verdict(url, listed('API.northbeam.example:443')),
      verdict(url, listed('api.northbeam.example:8443')),
      verdict('http://10.0.0.1/', listed('10.0.0.1')),
      verdict('http://169.254.169.254/', listed('169.254.169.254')),
    ]).to.deep.equal([null, null, 'H-220', null, 'H-222']);
    expect(() => guardAddress(new URL(url), anyAddress, local)).to.throw('--allow-host api.northbeam.example');
  });

  it('looks at allowedUrlRegexes before all else, and a match exempts from forbiddenIPs only where it is said to (T-232 to T-236)', () => {
    const allowedUrlRegexes = ['^http:\\/\\/127\\.0\\.0\\.1:3005\\/v4.*$'];
    const forbiddenIps = ['127.0.0.1'];
    const url = 'http://127.0.0.1:3005/v4/jobGroups';

    expect([
      verdict(url, local, { allowedUrlRegexes }),
      verdict('http://127.0.0.1:3005/admin', local, { allowedUrlRegexes }),
      verdict('http://me:pw@127.0.0.1:3005/', local, { allowedUrlRegexes }),
      verdict(url, local, { allowedUrlRegexes, forbiddenIps }),
      verdict(url, local, { allowedUrlRegexes, forbiddenIps, regexExempts: true }),
      verdict(url, local, { allowedUrlRegexes: ['('] }),
    ]).to.deep.equal([null, 'T-232', 'T-232', 'T-231', null, 'T-232']);
  });

  it('knows addresses and blocks of both families in forbiddenIPs, and ports in forbiddenPorts (T-231, T-234)', () => {
    const forbiddenIps = ['127.0.0.2', '127.1.0.0/16', '::1', 'fd12::/16'];

    expect([
      verdict('http://127.0.0.1/', local, { forbiddenIps }),
      verdict('http://127.0.0.2/', local, { forbiddenIps }),
      verdict('http://127.1.2.3/', local, { forbiddenIps }),
      verdict('http://[::1]/', local, { forbiddenIps }),
      verdict('http://127.0.0.1:25/', local, { forbiddenPorts: [25] }),
      verdict('https://127.0.0.1/', local, { forbiddenPorts: [443] }),
      verdict('http://127.0.0.1/', local, { forbiddenIps: ['nonsense'] }),
    ]).to.deep.equal([null, 'T-231', 'T-231', 'T-231', 'T-234', 'T-234', 'T-231']);
  });

  it('judges the addresses that a name leads to when it is connected to (H-223)', async () => {
    const forbidden = guardAddress(
      new URL('http://localhost/'),
      { ...anyAddress, forbiddenIps: ['127.0.0.1', '::1'] },
      local,
    );
    const allowed = guardAddress(new URL('http://localhost/'), anyAddress, local);
    const inPlatform = guardAddress(new URL('http://localhost/'), anyAddress, platform);
    const lookUp = ({ lookup, refusal }: typeof allowed): Promise<string> =>
      new Promise((resolve) => lookup('localhost', {}, () => resolve(refusal()?.rule ?? 'connected')));

    expect([await lookUp(forbidden), await lookUp(allowed), await lookUp(inPlatform)]).to.deep.equal([
      'T-231',
      'connected',
      'H-221',
    ]);
  });
});
