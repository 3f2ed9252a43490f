import { expect } from 'chai';
import { toCallbackForm, toReturnForm } from '../../../../sdk/celigo/index.ts';

/** What a function of the callback form calls back with. */
function called(
  hook: (options: never, callback: (error: unknown, result?: unknown) => void) => unknown,
  options: object,
): Promise<readonly [error: unknown, result: unknown]> {
  return new Promise((resolve) => {
    Reflect.apply(hook, undefined, [options, (error: unknown, result?: unknown) => resolve([error, result])]);
  });
}

const noStock = new Error('no stock');

describe('toCallbackForm', () => {
  it('calls back with what the hook returns (C-004)', async () => {
    const hook = toCallbackForm(({ data }: { data: number[] }) => data.map((n) => n * 2));

    expect(await called(hook, { data: [1, 2] })).to.deep.equal([null, [2, 4]]);
  });

  it('hands a throw to the callback, also one of nothing (C-006, C-710)', async () => {
    const throwing = toCallbackForm(() => {
      throw noStock;
    });
    const throwingNothing = toCallbackForm(() => {
      throw undefined;
    });

    expect(await called(throwing, {})).to.deep.equal([noStock, undefined]);
    expect(String((await called(throwingNothing, {}))[0])).to.equal('Error: the hook threw undefined');
  });

  it('waits for a promise and hands its rejection to the callback', async () => {
    const resolving = toCallbackForm(async () => 'later');
    const rejecting = toCallbackForm(async () => {
      throw noStock;
    });

    expect(await called(resolving, {})).to.deep.equal([null, 'later']);
    expect(await called(rejecting, {})).to.deep.equal([noStock, undefined]);
  });

  it('gives scripts the dates of preSavePage as texts, and leaves the options of the caller alone (C-209)', async () => {
    const hook = toCallbackForm((options: { lastExportDateTime: unknown; currentExportDateTime: unknown }) => options);
    const options = { lastExportDateTime: new Date('2026-03-03T00:00:00Z'), currentExportDateTime: new Date('never') };

    const [, seen] = await called(hook, options);

    expect(seen).to.deep.equal({ lastExportDateTime: '2026-03-03T00:00:00.000Z', currentExportDateTime: null });
    expect(options.lastExportDateTime).to.be.an.instanceOf(Date);
  });

  it('hands `this` on (C-707)', async () => {
    const hooks = {
      factor: 3,
      triple: toCallbackForm(function (this: { factor: number }, { n }: { n: number }) {
        return n * this.factor;
      }),
    };

    const result = await new Promise((resolve) => hooks.triple({ n: 2 }, (_error, value) => resolve(value)));

    expect(result).to.equal(6);
  });

  it('gives a function that takes a callback back as it is', () => {
    const hook = (_options: object, callback: (error: unknown) => void): void => callback(null);

    expect(toCallbackForm(hook as () => undefined)).to.equal(hook);
  });
});

describe('toReturnForm', () => {
  it('returns what the hook calls back with before it ends (C-001)', () => {
    const hook = toReturnForm<{ id: string }, string>((options, callback) => callback(null, options.id));

    expect(hook({ id: 'AF-1001' })).to.equal('AF-1001');
  });

  it('throws the error that the hook calls back with', () => {
    const hook = toReturnForm((_options: object, callback: (error: unknown) => void) => callback(noStock));

    expect(() => hook({})).to.throw(noStock);
  });

  it('gives a promise when the hook calls back later', async () => {
    const later = toReturnForm<object, string>((_options, callback) => setTimeout(callback, 1, null, 'later'));
    const failing = toReturnForm<object, string>((_options, callback) => setTimeout(callback, 1, noStock));

    expect(await later({})).to.equal('later');
    expect(await Promise.resolve(failing({})).catch((error: unknown) => error)).to.equal(noStock);
  });

  it('goes by the first call of the callback', () => {
    const hook = toReturnForm<object, number>((_options, callback) => {
      callback(null, 1);
      callback(null, 2);
    });

    expect(hook({})).to.equal(1);
  });

  it('gives stacks the dates of preSavePage as Date objects (C-210)', () => {
    const hook = toReturnForm<{ lastExportDateTime: unknown }, unknown>((options, callback) =>
      callback(null, options.lastExportDateTime),
    );

    expect(hook({ lastExportDateTime: '2026-03-03T00:00:00.000Z' })).to.deep.equal(new Date('2026-03-03T00:00:00Z'));
    expect(hook({ lastExportDateTime: null })).to.equal(null);
  });

  it('calls a function without a callback as it is', () => {
    const hook = (options: { id: string }): string => options.id;

    expect(toReturnForm<{ id: string }, string>(hook)({ id: 'AF-1001' })).to.equal('AF-1001');
  });
});
