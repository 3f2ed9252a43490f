import { expect } from 'chai';
import { addJsonEntry } from '../../../emulator/scaffold/json-entry.ts';

describe('addJsonEntry', () => {
  const value = { hook: 'preMap', recordings: ['a.rec.jsonl'] };

  it('adds behind the last property and leaves all else as it is', () => {
    const text = '{\n    "hooks": {\n        "a": { "hook" : "b}\\"" },   "c":[1,\n2]\n    },\n    "steps": {} }\n';

    expect(addJsonEntry(text, 'hooks', 'ids', value)).to.equal(
      '{\n    "hooks": {\n        "a": { "hook" : "b}\\"" },   "c":[1,\n2],\n        "ids": {\n            "hook": "preMap",\n            "recordings": ["a.rec.jsonl"]\n        }\n    },\n    "steps": {} }\n',
    );
  });

  it('keeps tabs and the line ends of Windows', () => {
    expect(addJsonEntry('{\r\n\t"hooks": {}\r\n}\r\n', 'hooks', 'ids', { hook: 'preMap' })).to.equal(
      '{\r\n\t"hooks": {\r\n\t\t"ids": {\r\n\t\t\t"hook": "preMap"\r\n\t\t}\r\n\t}\r\n}\r\n',
    );
  });

  it('makes the object that is not there', () => {
    const added = addJsonEntry('{"$schema":"x"}', 'steps', 'plan', { step: 'plan' });

    expect(JSON.parse(added)).to.deep.equal({ $schema: 'x', steps: { plan: { step: 'plan' } } });
    expect(JSON.parse(addJsonEntry('{}', 'hooks', 'ids', value))).to.deep.equal({ hooks: { ids: value } });
  });
});
