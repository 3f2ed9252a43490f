import { expect } from 'chai';
import { HooksmithError } from '../../../../emulator/errors.ts';
import { type Attack, readAttacks } from './read-attacks.ts';
import { type ControlOutcome, runControl } from './run-control.ts';
import { type ProductOutcome, runProduct } from './run-product.ts';

/** What came of one attack; `control` is null where none is needed. */
interface Outcome {
  readonly product: ProductOutcome | HooksmithError;
  readonly control: ControlOutcome | null;
}

interface Row {
  attacks: number;
  held: number;
  controls: number;
  won: number;
}

const attacks = await readAttacks();
const ownKeys = (): unknown =>
  [Object.prototype, Array.prototype, Function.prototype, globalThis].map((one) => Reflect.ownKeys(one).length);

describe('the sandbox, attacked (S-240 to S-244)', function () {
  // All attacks run side by side; a busy machine may take its time with the first ones.
  this.timeout(120_000);
  const table = new Map<string, Row>();
  let outcomes = new Map<Attack, Promise<Outcome>>();
  let keysBefore: unknown;

  before(() => {
    keysBefore = ownKeys();
    outcomes = runAll(attacks, 4);
  });

  for (const attack of attacks) {
    it(`${attack.name}: ${attack.title}`, async () => {
      const row = rowOf(table, attack);
      row.attacks += 1;

      const outcome = await outcomes.get(attack);

      if (outcome === undefined) throw new Error('the attack was not run');
      const { product, control } = outcome;
      if (control !== null) row.controls += 1;
      if (control?.won === true) row.won += 1;
      if (attack.refused === 'loading') expectRefusal(attack, product);
      else expectHeld(attack, product);
      row.held += 1;
      if (control !== null) expectWin(control);
    });
  }

  it('leaves nothing behind in the process of the host', () => {
    expect(ownKeys()).to.deep.equal(keysBefore);
  });

  after(() => {
    // Printed when all is over, so that it is the last thing on the screen.
    process.once('exit', () => process.stdout.write(showTable(table)));
  });
});

/** Starts all attacks, `lanes` at a time, in their order. */
function runAll(all: readonly Attack[], lanes: number): Map<Attack, Promise<Outcome>> {
  const ends: Promise<unknown>[] = [];
  return new Map(
    all.map((attack, index) => {
      const turn = ends[index - lanes] ?? Promise.resolve();
      const outcome = turn.then(() => runOne(attack));
      // Each test sees its own failure; here it only means that the next one may start.
      ends.push(outcome.catch(() => undefined));
      return [attack, outcome];
    }),
  );
}

async function runOne(attack: Attack): Promise<Outcome> {
  const [product, control] = await Promise.all([
    runProduct(attack),
    attack.control === null ? null : runControl(attack),
  ]);
  return { product, control };
}

function expectHeld(attack: Attack, product: ProductOutcome | HooksmithError): void {
  if (product instanceof HooksmithError) throw product;
  const { text, attackedPage, nextPage, totals } = product;
  expect(text, `the attack has won: ${attack.win}`).not.to.include('ESCAPED:');
  if (attack.expect.length > 0) {
    expect(attackedPage, 'the attacked page is judged otherwise').to.have.members(attack.expect);
  } else {
    const allowed = attack.refused === 'SyntaxError' ? [] : ['hook-threw', 'not-modelled'];
    const others = attackedPage.filter((code) => !allowed.includes(code));
    expect(others, 'the attacked page has findings that it should not have (S-243)').to.deep.equal([]);
  }
  expect(nextPage, 'the page behind the attacked one is not judged as usual').to.deep.equal([]);
  expect(totals.pages).to.equal(2);
  expect(totals.passedPages).to.be.at.least(1);
}

function expectRefusal(attack: Attack, product: ProductOutcome | HooksmithError): void {
  if (!(product instanceof HooksmithError)) throw new Error('the script was loaded');
  expect(product.code).to.equal('ERR_HOOK');
  expect(product.message, 'it is refused for another reason').to.match(
    /import[.(]|is a module of Node|Unexpected token/,
  );
  expect(product.place.file).to.equal(attack.file);
  expect(product.place.line, 'the header is blamed').to.be.greaterThan(4);
}

function expectWin({ won, accepted }: ControlOutcome): void {
  const message = `the attack proves nothing: it does not win without a sandbox either (S-241)\n${accepted.join('\n')}`;
  expect(won, message).to.equal(true);
}

function rowOf(table: Map<string, Row>, { name }: Attack): Row {
  const kind = name.split('/')[0] ?? '';
  const row = table.get(kind) ?? { attacks: 0, held: 0, controls: 0, won: 0 };
  table.set(kind, row);
  return row;
}

function showTable(table: ReadonlyMap<string, Row>): string {
  const rows = [...table.values()];
  const sum = (key: keyof Row): number => rows.reduce((total, row) => total + row[key], 0);
  const all: Row = { attacks: sum('attacks'), held: sum('held'), controls: sum('controls'), won: sum('won') };
  const number = (value: number): string => String(value).padStart(4);
  const lines = [...table, ['all', all] as const].map(
    ([kind, row]) =>
      `${kind.padEnd(22)} attacks${number(row.attacks)}  held${number(row.held)}  control wins${number(row.won)} of ${row.controls}`,
  );
  return `\nAttack suite on Node ${process.versions.node}\n${lines.join('\n')}\n`;
}
