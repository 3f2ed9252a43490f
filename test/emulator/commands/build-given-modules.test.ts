import { expect } from 'chai';
import { recordingOf, runTogether, useFolder } from './run-cli.ts';

describe('hooksmith build, where the platform gives modules', () => {
  const folder = useFolder();
  const xml = 'exports.js2xml = (value) => "<value>" + JSON.stringify(value) + "</value>";\n';
  folder.file('node_modules/xml-js/package.json', '{"name": "xml-js", "version": "1.6.11", "main": "index.js"}');
  folder.file('node_modules/xml-js/index.js', xml);
  folder.file('node_modules/wraps-xml/package.json', '{"name": "wraps-xml", "version": "1.0.0", "main": "index.js"}');
  folder.file(
    'node_modules/wraps-xml/index.js',
    "const xml = require('xml-js');\nexports.wrap = (inner) => xml.js2xml({ inner });\n",
  );
  folder.file(
    'writes.ts',
    `import convert, { js2xml as write } from 'xml-js';
import { wrap } from 'wraps-xml';
export default async (data: { payload: string }) => ({ payload: convert.js2xml(1) + write(2) + wrap(data.payload) });
`,
  );
  folder.file(
    'wraps.js',
    "const { wrap } = require('wraps-xml');\nmodule.exports = async (data) => ({ payload: wrap(data.payload) });\n",
  );
  folder.file('payloads.jsonl', '{"payload": "[1]", "flow": {"variables": {}}, "meta": {}}\n');
  folder.file(
    'asks.ts',
    `import { exports as api } from 'integrator-api';
import { days } from './days';
export function preMap(options: { data: object[] }) {
  const { data } = api.run({ _id: '65a0000000000000000000f1' });
  return options.data.map((record) => ({ data: { ...record, rates: data.length, days: days('2026-03-04') } }));
}
`,
  );
  folder.file(
    'days.ts',
    "const dayjs = require('dayjs');\nexport const days = (day: string): number => dayjs(day).date();\n",
  );
  folder.file(
    'records.rec.jsonl',
    recordingOf([{ options: { data: [{ id: 1 }], settings: {}, _importId: 'i' } }], { hook: 'preMap' }).replace(
      '"records":0',
      '"records":1',
    ),
  );
  folder.file(
    'hooksmith.json',
    JSON.stringify({
      hooks: {
        writes: { platform: 'patchworks', hook: 'map-transform', script: 'writes.ts', recordings: ['payloads.jsonl'] },
        wraps: { platform: 'patchworks', hook: 'map-transform', script: 'wraps.js', recordings: ['payloads.jsonl'] },
        asks: { platform: 'celigo', hook: 'preMap', script: 'asks.ts', recordings: ['records.rec.jsonl'] },
      },
      mocks: { 'exports.run': [{ result: { data: [1, 2], errors: [] } }] },
    }),
  );
  const read = (name: string): string => folder.read(`dist/${name}`).toString('utf8');

  before(async () => {
    const names = ['writes', 'wraps', 'asks'];
    const results = await runTogether(names.map((name) => () => folder.run(['build', name])));
    for (const { stdout, stderr, exitCode } of results) {
      expect({ stderr, exitCode }, stdout).to.deep.equal({ stderr: '', exitCode: 0 });
      expect(stdout).to.contain('  does what its source does: 1 page, ');
    }
  });

  it('requires them once a script, also for a package that asks for them, and bundles only the package', () => {
    expect(read('writes.js').split('\n').slice(2, 7)).to.deep.equal([
      '"use strict";',
      'const convert = require("xml-js");',
      'const hooksmith_xml_js = convert;',
      'const { js2xml: write } = convert;',
      '',
    ]);
    expect(read('writes.js')).to.contain('exports.wrap = ').and.not.to.contain('exports.js2xml');
  });

  it('leaves calls of require as they are in a script that requires', () => {
    expect(read('wraps.js')).to.contain('\n    var xml = require("xml-js");\n').and.not.to.contain('exports.js2xml');
  });

  it('imports them where there is no require, also for a file that requires', () => {
    expect(read('asks.js').split('\n').slice(2, 6)).to.deep.equal([
      '"use strict";',
      'import { exports as api } from "integrator-api";',
      'import hooksmith_dayjs from "dayjs";',
      '',
    ]);
    expect(read('asks.js')).not.to.match(/\brequire\(/);
  });
});
