import { randomBytes } from 'node:crypto';
import { expect } from 'chai';
import fc from 'fast-check';
import { makeConcealer } from '../../../emulator/delivery/conceal.ts';

describe('makeConcealer', () => {
  const secret = 'kräm/& "key" 7+';

  it('hides a secret as it is, in URLs, in JSON and in base64 (F-163)', () => {
    const { text } = makeConcealer([secret]);
    const shown = [
      `X-Key: ${secret}!`,
      `?key=${encodeURIComponent(secret)}&b`,
      `key=${encodeURIComponent(secret).replaceAll('%20', '+')}`,
      encodeURIComponent(secret).toLowerCase(),
      JSON.stringify({ secret }),
      JSON.stringify(JSON.stringify({ secret })),
      Buffer.from(secret).toString('base64'),
      Buffer.from(secret).toString('base64url'),
    ].map(text);

    expect(shown.every((line) => line.includes('***'))).to.equal(true);
    expect(shown.filter((line) => /kr|key" 7/.test(line.replace(/X-Key|key=/g, '')))).to.deep.equal([]);
  });

  it('hides a secret as receivers echo it: in a URL, escaped by other JSON writers, in HTML, in hex, read as Latin-1', () => {
    const own = `s3cret-é"q/+ val<u>e&'123`;
    const { text } = makeConcealer([own]);
    const ascii = JSON.stringify(own).replace(/[\u0080-\uffff]/g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`);
    const html = own.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
    const named = own
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;');
    const shown = [
      new URL(`http://127.0.0.1/${own}`).pathname,
      new URL(`http://127.0.0.1/?k=${own}`).search,
      encodeURI(own),
      ascii,
      ascii.replaceAll('/', '\\/'),
      JSON.stringify(ascii.replaceAll('/', '\\/')),
      html,
      named,
      Buffer.from(own).toString('hex'),
      Buffer.from(own, 'utf8').toString('latin1'),
      Buffer.from(own, 'latin1').toString('utf8'),
    ].map(text);

    expect(shown.filter((line) => /s3cret|123|733363/.test(line))).to.deep.equal([]);
  });

  it('hides a long secret, such as a private key, whatever it is made of', () => {
    const key = randomBytes(3000)
      .toString('base64')
      .replace(/(.{64})/g, '$1\n');
    for (const own of [`-----BEGIN KEY-----\n${key}`, `"/é`.repeat(2000)]) {
      const { text } = makeConcealer([own]);
      const startedAt = performance.now();
      const shown = [own, JSON.stringify(own), encodeURIComponent(own), JSON.stringify(own).replaceAll('/', '\\/')];

      expect([...new Set(shown.map((form) => text(form).replaceAll('"', '')))]).to.deep.equal(['***']);
      expect(text(Buffer.from(own).toString('base64'))).to.match(/^\*\*\*.{0,12}$/);
      text(`${'\\'.repeat(2000)}${'"/'.repeat(49)}`.repeat(50));
      expect(performance.now() - startedAt).to.be.lessThan(2000);
    }
  });

  it('hides a secret inside base64 of a longer text, wherever it begins', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 9 }),
        fc.stringMatching(/^[a-z0-9]{12,20}$/),
        fc.string({ maxLength: 9 }),
        (ahead, own, after) => {
          const { text } = makeConcealer([own]);
          const shown = text(Buffer.from(`${ahead}${own}${after}`).toString('base64'));
          expect(shown).to.include('***');
          // At most the characters that it shares with its neighbours are left: 2 at each end.
          expect(Buffer.from(shown.split('***')[0] ?? '', 'base64').toString('latin1')).to.not.include(own.slice(0, 4));
        },
      ),
    );
  });

  it('hides in all texts and names of a value, and leaves the rest as it is', () => {
    const concealer = makeConcealer();
    concealer.add('northbeam-demo-key');

    const value = {
      n: 1,
      list: ['a northbeam-demo-key b', null],
      'northbeam-demo-key': { deep: 'northbeam-demo-key' },
    };

    expect(concealer.value(value)).to.deep.equal({ n: 1, list: ['a *** b', null], '***': { deep: '***' } });
  });

  it('hides the whole of a secret that holds another one, and nothing for one of a few characters', () => {
    const { text } = makeConcealer(['demo', 'demo-key-long', 'ab']);

    expect(text('demo-key-long, demo, ab')).to.equal('***, ***, ab');
  });

  it('hides path and query of a secret that is an address, as receivers echo them', () => {
    const { text } = makeConcealer(['https://hooks.example/services/T0AB/B0CD?token=t0ken-canary']);

    expect(
      text('GET /services/T0AB/B0CD?token=t0ken-canary, t0ken-canary, /services/T0AB/B0CD, https://hooks.example/'),
    ).to.equal('GET ***, ***, ***, https://hooks.example/');
  });
});
