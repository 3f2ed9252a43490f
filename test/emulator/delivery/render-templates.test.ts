import { expect } from 'chai';
import { renderTemplates } from '../../../emulator/delivery/render-templates.ts';

const how = { now: Date.UTC(2026, 2, 4, 9, 0, 0), missing: 'empty' } as const;

describe('renderTemplates', () => {
  it('fills templates in the order in which they are given', async () => {
    const outcome = await renderTemplates(['{{ order.name | json }}', 'no Liquid', '{{ order.total }}'], {
      order: { name: 'NB "1"', total: 7 },
    });

    expect(outcome).to.deep.equal({ status: 'rendered', texts: ['"NB \\"1\\""', 'no Liquid', '7'] });
  });

  it('knows now by the clock of the run, not that of the machine (F-147)', async () => {
    const template = "{{ 'now' | date: '%Y-%m-%dT%H:%M' }} {{ 'today' | date: '%s' }}";

    expect(await renderTemplates([template], {}, how)).to.deep.equal({
      status: 'rendered',
      texts: [`2026-03-04T09:00 ${how.now / 1000}`],
    });
  });

  it('names the template that is wrong, with line and column (F-180)', async () => {
    const outcome = await renderTemplates(['fine', '{{ order.name | }'], {}, how);

    expect(outcome).to.deep.include({ status: 'failed', template: 1 });
    expect(outcome)
      .to.have.property('message')
      .that.matches(/line:1, col:1/);
  });

  it('gives an empty text for a variable that is not there, or fails where that is asked for (F-175)', async () => {
    const strict = await renderTemplates(['{{ order.nmae }}'], { order: {} }, { ...how, missing: 'error' });

    expect(await renderTemplates(['[{{ order.nmae }}]'], { order: {} }, how)).to.have.deep.property('texts', ['[]']);
    expect(strict).to.deep.include({ status: 'failed', template: 0 });
  });

  it('stops a template that never ends, and fills the next one (H-247)', async () => {
    const turns =
      '{% for a in (1..9000) %}{% for b in (1..9000) %}{% for c in (1..9000) %}x{% endfor %}{% endfor %}{% endfor %}';

    const stopped = await renderTemplates([turns], {}, how, { timeMs: 300 });
    const next = await renderTemplates(['{{ 1 | plus: 1 }}'], {}, how);

    expect(stopped).to.deep.include({ status: 'failed', template: 0 });
    expect(stopped).to.have.property('message').that.includes('300 ms');
    expect(next).to.deep.equal({ status: 'rendered', texts: ['2'] });
  });

  it('bounds what comes out: by the engine, by the memory of the thread, and by its length (H-247)', async () => {
    const doubled = `{% assign s = "xxxxxxxxxxxxxxxx" %}${'{% assign s = s | append: s %}'.repeat(40)}{{ s }}`;
    const wide = `{% assign s = "xxxxxxxxxxxxxxxx" %}${'{% assign s = s | append: s %}'.repeat(16)}{{ s }}`;

    expect(await renderTemplates([doubled], {}, how)).to.deep.include({ status: 'failed' });
    expect(await renderTemplates(['short', wide], {}, how, { maxChars: 1000 })).to.deep.equal({
      status: 'failed',
      template: 1,
      message: 'makes more than 1000 characters',
    });
  });

  it('reaches own properties only, and no file (F-177)', async () => {
    const templates = ['{{ order.constructor.name }}{{ order.__proto__ }}{{ constructor }}', '{{ list.constructor }}'];
    const data = { order: { name: 'NB-1' }, list: [1] };

    expect(await renderTemplates(templates, data, how)).to.deep.equal({ status: 'rendered', texts: ['', ''] });
    for (const tag of ['include', 'render', 'layout']) {
      expect(await renderTemplates([`{% ${tag} "/etc/hostname" %}`], {}, how)).to.deep.include({ status: 'failed' });
    }
  });

  it('fills many templates at once, each with its own data', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 6 }, (_, index) => renderTemplates(['{{ n }}'], { n: index }, how)),
    );

    expect(
      outcomes.map((outcome) => (outcome.status === 'rendered' ? outcome.texts[0] : outcome.message)),
    ).to.deep.equal(['0', '1', '2', '3', '4', '5']);
  });
});
