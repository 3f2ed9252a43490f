import { expect } from 'chai';
import fc from 'fast-check';
import { HooksmithError } from '../../../emulator/errors.ts';
import { chooseAnswer, parseAnswers } from '../../../emulator/server/answers.ts';

const plain = { headers: [], body: { kind: 'text', text: '' }, delayMs: 0, ending: 'whole' };

function errorOf(text: string): HooksmithError {
  try {
    parseAnswers(text);
  } catch (error) {
    if (error instanceof HooksmithError) return error;
    throw error;
  }
  throw new Error(`${text} was read`);
}

describe('the language of answers (H-240)', () => {
  it('reads a list of statuses', () => {
    expect(parseAnswers('503, 503,200')).to.deep.equal({
      loops: false,
      answers: [
        { ...plain, text: '503', status: 503 },
        { ...plain, text: '503', status: 503 },
        { ...plain, text: '200', status: 200 },
      ],
    });
  });

  it('reads headers, delays, sizes, bodies and files', () => {
    const read = (text: string) => parseAnswers(text).answers[0];

    expect(read('429 retry-after=7')).to.deep.include({ status: 429, headers: [['retry-after', '7']] });
    expect(read('302 location=/x?a=b')).to.deep.include({ status: 302, headers: [['location', '/x?a=b']] });
    expect(read('200 X-Trace=a X-Trace=b')).to.deep.include({
      headers: [
        ['X-Trace', 'a'],
        ['X-Trace', 'b'],
      ],
    });
    expect(read('delay=500')).to.deep.include({ status: 200, delayMs: 500 });
    expect(read('size=2000000')).to.deep.include({ body: { kind: 'size', bytes: 2_000_000 } });
    expect(read('201 body=ok')).to.deep.include({ status: 201, body: { kind: 'text', text: 'ok' } });
    expect(read('body=@answers/a.json')).to.deep.include({ body: { kind: 'file', path: 'answers/a.json' } });
    expect(read('600')).to.deep.include({ status: 600 });
  });

  it('keeps commas, spaces, equals signs and quotes inside quotes', () => {
    const read = (text: string) => parseAnswers(text).answers.map(({ body }) => body);

    expect(read(`body='{"a": 1, "b": "c=d"}'`)).to.deep.equal([{ kind: 'text', text: '{"a": 1, "b": "c=d"}' }]);
    expect(read('body="say \\"hi\\", and \\\\",200')).to.deep.equal([
      { kind: 'text', text: 'say "hi", and \\' },
      { kind: 'text', text: '' },
    ]);
    expect(parseAnswers('429 retry-after="Wed, 21 Oct 2026 07:28:00 GMT"').answers[0]?.headers).to.deep.equal([
      ['retry-after', 'Wed, 21 Oct 2026 07:28:00 GMT'],
    ]);
  });

  it('reads every way in which an answer can fail', () => {
    const endings = ['stall', 'cut', 'silent', 'close', 'reset', 'garbage'];

    expect(parseAnswers(endings.join(',')).answers.map(({ ending }) => ending)).to.deep.equal(endings);
    expect(parseAnswers('206 stall').answers[0]).to.deep.include({ status: 206, ending: 'stall' });
  });

  it('repeats an answer, the last one for ever, or the whole list', () => {
    const statuses = (text: string) => {
      const script = parseAnswers(text);
      return [0, 1, 2, 3, 4, 5].map((index) => chooseAnswer(script, index).status);
    };

    expect(statuses('503 x3,200')).to.deep.equal([503, 503, 503, 200, 200, 200]);
    expect(statuses('503,200,loop')).to.deep.equal([503, 200, 503, 200, 503, 200]);
  });

  it('names the word that it does not know, and the nearest that it does', () => {
    const mistakes = [
      ['dealy=500', 'Did you mean "delay"?'],
      ['sillent', 'Did you mean "silent"?'],
      ['503 loop', 'loop stands alone'],
      ['loop', 'loop stands alone'],
      ['100', 'expected 200 to 999'],
      ['1000', 'expected 200 to 999'],
      ['200,,200', 'nothing as answer 2'],
      ['200,', 'nothing as answer 2'],
      ['', 'nothing as answer 1'],
      ['body="open', 'a quote that is not closed'],
      ['delay=-1', 'expected a whole number of at most 3600000'],
      ['delay=3600001', 'expected a whole number of at most 3600000'],
      ['size=1e9', 'expected a whole number'],
      ['200 x0', 'expected x1 to x10000'],
      ['200 x99999', 'expected x1 to x10000'],
      ['200 x9999,200 x9999', 'has 19998 answers'],
      ['x-trace="a\nb"', 'a header value that HTTP forbids'],
      ['content-length=3', 'A header has a hyphen'],
      ['__proto__=x', 'A header has a hyphen'],
    ] as const;
    for (const [text, says] of mistakes) {
      const { code, message, next } = errorOf(text);
      expect(code, text).to.equal('ERR_USAGE');
      expect([message, ...next].join(' '), text).to.include(says);
    }
    expect(errorOf('200 '.repeat(20_000)).message).to.include('80000 characters');
  });

  it('gives a script or a mistake for any text, and nothing else', () => {
    const words = fc.constantFrom(
      '503',
      'x2',
      'delay=5',
      'body="a, b"',
      "body='",
      'stall',
      ',',
      ' ',
      '\\',
      '=',
      'é',
      'loop',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(words).map((list) => list.join(' ')),
        ),
        (text) => {
          try {
            expect(parseAnswers(text).answers).not.to.have.lengthOf(0);
          } catch (error) {
            expect(error).to.be.instanceOf(HooksmithError);
          }
        },
      ),
    );
  });
});
