import { testPages } from './pipeline-run.ts';

const all = ['mapping', 'submit'];
const error = { code: 'E1', message: 'no stock' };

for (const hook of ['preMap', 'postMap']) {
  const source = hook === 'preMap' ? 'pre_map_hook' : 'post_map_hook';
  const bad = [{ id: 1 }, { id: 2, [hook]: null }, { id: 3 }];
  testPages(`${hook} in an import`, { attach: [...all, hook] }, [
    { shows: `goes on with {data} (C-009, C-411)`, data: [{ id: 1 }], states: 'success' },
    {
      shows: 'changes a record for this import only, not for later steps (C-221, C-411)',
      data: [{ id: 1, [hook]: { data: { id: 1, changed: true } } }],
      states: 'success',
    },
    {
      shows: 'takes {} as ignored, and the record goes on to the next step (C-009, C-222, C-411)',
      data: [{ id: 1, [hook]: {} }, { id: 2 }],
      states: 'ignored success',
    },
    {
      shows: 'takes {errors} as an error of that record alone, which stops here (C-009, C-411)',
      data: [{ id: 1, [hook]: { errors: [error] } }, { id: 2 }],
      states: 'error success',
      errors: [`0 E1 no stock ${source}`],
    },
    {
      shows: 'goes on with {data, errors} and logs the errors (C-009, C-411)',
      data: [{ id: 1, [hook]: { data: { id: 1 }, errors: [error] } }],
      states: 'success',
      errors: [`0 E1 no stock ${source}`],
    },
    {
      shows: 'takes {data: null, errors} as an error (C-223, C-411)',
      data: [{ id: 1, [hook]: { data: null, errors: [error] } }],
      states: 'error',
      errors: [`0 E1 no stock ${source}`],
    },
    {
      shows: 'stores each of two errors of one record (C-009)',
      data: [{ id: 1, [hook]: { errors: [error, { code: 'E2', message: 'no price' }] } }],
      states: 'error',
      errors: [`0 E1 no stock ${source}`, `0 E2 no price ${source}`],
    },
    {
      shows: "keeps an error's own source (C-142, C-150)",
      data: [{ id: 1, [hook]: { errors: [{ ...error, source: 'own' }] } }],
      states: 'error',
      errors: ['0 E1 no stock own'],
    },
    {
      shows: 'a null element fails the page (C-225)',
      findings: ['bad-shape C-225'],
      errors: ['0 invalid_extension_response', '1 invalid_extension_response', '2 invalid_extension_response'],
      data: bad,
      states: 'error error error',
    },
    {
      shows: 'an array element fails the page (C-225)',
      findings: ['bad-shape C-225'],
      errors: ['0 invalid_extension_response'],
      data: [{ id: 1, [hook]: [] }],
      states: 'error',
    },
    {
      shows: 'a text element fails the page (C-225)',
      findings: ['bad-shape C-225'],
      errors: ['0 invalid_extension_response'],
      data: [{ id: 1, [hook]: 'x' }],
      states: 'error',
    },
    {
      shows: 'a number element fails the page (C-225)',
      findings: ['bad-shape C-225'],
      errors: ['0 invalid_extension_response'],
      data: [{ id: 1, [hook]: 7 }],
      states: 'error',
    },
    {
      shows: 'a boolean element fails the page (C-225)',
      findings: ['bad-shape C-225'],
      errors: ['0 invalid_extension_response'],
      data: [{ id: 1, [hook]: true }],
      states: 'error',
    },
    {
      shows: 'an unwrapped record fails (C-234)',
      findings: ['bad-shape C-234'],
      errors: ['0 invalid_extension_response'],
      data: [{ id: 1, [hook]: { id: 1 } }],
      states: 'error',
    },
    {
      shows: 'one element too few fails all records (C-005, C-006)',
      findings: ['length-changed C-005'],
      errors: ['0 invalid_extension_response', '1 invalid_extension_response', '2 invalid_extension_response'],
      data: [{ id: 1, [`${hook}Whole`]: [{ data: {} }, { data: {} }] }, { id: 2 }, { id: 3 }],
      states: 'error error error',
    },
    {
      shows: 'one element too many fails all records (C-005, C-006)',
      findings: ['length-changed C-005'],
      errors: ['0 invalid_extension_response'],
      data: [{ id: 1, [`${hook}Whole`]: [{ data: {} }, { data: {} }] }],
      states: 'error',
    },
    {
      shows: 'a throw fails all records (C-006)',
      findings: ['hook-threw C-006'],
      errors: [`0 Error down ${source}`, `1 Error down ${source}`, `2 Error down ${source}`],
      data: [{ id: 1 }, { id: 2, [`${hook}Throws`]: 'down' }, { id: 3 }],
      states: 'error error error',
    },
    { shows: 'a group of rows is one record (C-226)', data: [[{ id: 1 }, { id: 2 }]], states: 'success' },
    {
      shows: 'the three-record page of {data}, {} and {errors} is mapped, ignored, failed (C-411)',
      data: [{ id: 1 }, { id: 2, [hook]: {} }, { id: 3, [hook]: { errors: [error] } }],
      states: 'success ignored error',
      errors: [`2 E1 no stock ${source}`],
    },
    {
      shows: 'the three-record page of {data}, {data, errors} and {data: null, errors} logs both errors (C-223, C-411)',
      data: [
        { id: 1 },
        { id: 2, [hook]: { data: { id: 2 }, errors: [error] } },
        { id: 3, [hook]: { data: null, errors: [error] } },
      ],
      states: 'success success error',
      errors: [`1 E1 no stock ${source}`, `2 E1 no stock ${source}`],
    },
  ]);
  testPages(
    `${hook} with invalidElement failRecord`,
    { attach: [...all, hook], assumptions: { invalidElement: 'failRecord' } },
    [
      {
        shows: 'a null element fails its record alone (C-225)',
        findings: ['bad-shape C-225'],
        errors: ['1 invalid_extension_response'],
        data: bad,
        states: 'success error success',
      },
      {
        shows: 'an array element fails its record alone (C-225)',
        findings: ['bad-shape C-225'],
        errors: ['0 invalid_extension_response'],
        data: [{ id: 1, [hook]: [] }, { id: 2 }],
        states: 'error success',
      },
      {
        shows: 'a text element fails its record alone (C-225)',
        findings: ['bad-shape C-225'],
        errors: ['0 invalid_extension_response'],
        data: [{ id: 1, [hook]: 'x' }, { id: 2 }],
        states: 'error success',
      },
    ],
  );
}

testPages('an input filter', { attach: [...all, 'inputFilter'] }, [
  { shows: 'true keeps the record (C-271)', data: [{ id: 1, inputFilter: true }], states: 'success' },
  {
    shows: 'false ends it as ignored, and it goes on to the next step (C-271, C-410)',
    data: [{ id: 1, inputFilter: false }],
    states: 'ignored',
  },
  {
    shows: 'a text is an error of that record alone (C-275)',
    findings: ['bad-shape C-275'],
    errors: ['0  result must be a'],
    data: [{ id: 1, inputFilter: 'true' }, { id: 2 }],
    states: 'error success',
  },
  {
    shows: 'a number is an error of that record alone (C-275)',
    findings: ['bad-shape C-275'],
    errors: ['0  result must be a'],
    data: [{ id: 1, inputFilter: 1 }, { id: 2 }],
    states: 'error success',
  },
  {
    shows: 'a throw on one record is an error of that record alone (C-008, C-274)',
    findings: ['hook-threw C-008'],
    errors: ['1 Error down input_filter'],
    data: [{ id: 1 }, { id: 2, inputFilterThrows: 'down' }, { id: 3 }],
    states: 'success error success',
  },
]);
testPages(
  'an input filter with filterResult truthy',
  { attach: [...all, 'inputFilter'], assumptions: { filterResult: 'truthy' } },
  [
    {
      shows: 'a text keeps the record (C-275)',
      findings: ['bad-shape C-275'],
      data: [{ id: 1, inputFilter: 'true' }],
      states: 'success',
    },
    {
      shows: 'a zero ends it as ignored (C-275, C-410)',
      findings: ['bad-shape C-275'],
      data: [{ id: 1, inputFilter: 0 }],
      states: 'ignored',
    },
  ],
);

const item = (statusCode: number, more: object = {}): object => ({ statusCode, errors: [], ignored: false, ...more });
const fails = { errors: [error] };

testPages('the submit of an import', { attach: all }, [
  { shows: '200 is a success (C-241, C-412)', data: [{ id: 1, submit: item(200) }], states: 'success' },
  {
    shows: '422 with errors is an error (C-241, C-412)',
    data: [{ id: 1, submit: item(422, fails) }, { id: 2 }],
    states: 'error success',
    errors: ['0 E1 no stock application'],
  },
  {
    shows: 'ignored is ignored and goes on (C-246)',
    data: [{ id: 1, submit: item(200, { ignored: true }) }],
    states: 'ignored',
  },
  {
    shows: 'ignored comes before the status (C-246)',
    data: [{ id: 1, submit: item(422, { ignored: true }) }],
    states: 'ignored',
  },
  {
    shows: '200 with errors is a success whose errors are logged (C-246)',
    data: [{ id: 1, submit: item(200, fails) }],
    states: 'success',
    errors: ['0 E1 no stock application'],
  },
  {
    shows: '403 holds the whole page (C-414)',
    data: [{ id: 1 }, { id: 2, submit: item(403, fails) }],
    states: 'held held',
  },
  { shows: '401 holds the whole page as well (C-011, C-414)', data: [{ id: 1, submit: item(401) }], states: 'held' },
  {
    shows: 'a failing submit fails the page (C-412)',
    findings: ['hook-threw C-412'],
    errors: ['0 Error down application', '1 Error down application'],
    data: [{ id: 1, submitThrows: 'down' }, { id: 2 }],
    states: 'error error',
  },
  {
    shows: 'a failing mapping is an error of that record alone (C-015)',
    findings: ['hook-threw C-015'],
    errors: ['0 Error down mapping'],
    data: [{ id: 1, mappingThrows: 'down' }, { id: 2 }],
    states: 'error success',
  },
]);
testPages(
  'an offline connection with offlineBehaviour failPage',
  { attach: all, assumptions: { offlineBehaviour: 'failPage' } },
  [
    {
      shows: '403 fails all records (C-414)',
      findings: [],
      errors: ['0 E1 no stock connection', '1 E1 no stock connection'],
      data: [{ id: 1 }, { id: 2, submit: item(403, fails) }],
      states: 'error error',
    },
  ],
);
testPages(
  'the outcome with postSubmitOutcome statusFirst',
  { attach: [...all, 'postSubmit'], assumptions: { postSubmitOutcome: 'statusFirst' } },
  [
    {
      shows: '200 that is ignored is a success (C-246)',
      data: [{ id: 1, postSubmit: item(200, { ignored: true }) }],
      states: 'success',
    },
    {
      shows: '422 that is ignored is ignored (C-246)',
      data: [{ id: 1, postSubmit: item(422, { ignored: true }) }],
      states: 'ignored',
    },
  ],
);
testPages('postSubmit in an import', { attach: [...all, 'preMap', 'postSubmit'] }, [
  { shows: 'an element that is left alone keeps its state (C-413)', data: [{ id: 1 }], states: 'success' },
  {
    shows: 'sets a success, an error and an ignored record (C-245, C-413)',
    data: [{ id: 1 }, { id: 2, postSubmit: item(422, fails) }, { id: 3, postSubmit: item(200, { ignored: true }) }],
    states: 'success error ignored',
    errors: ['1 E1 no stock application'],
  },
  {
    shows: 'errors beside 200 are logged, and the record is a success (C-246, C-413)',
    data: [{ id: 1, postSubmit: item(200, fails) }, { id: 2 }, { id: 3 }],
    states: 'success success success',
    errors: ['0 E1 no stock application'],
  },
  {
    shows: 'can take the errors out of an element (C-245, C-243)',
    data: [{ id: 1, submit: item(422, fails), postSubmit: item(200) }],
    states: 'success',
  },
  {
    shows: 'can rewrite a message (C-245)',
    data: [
      { id: 1, submit: item(422, fails), postSubmit: item(422, { errors: [{ code: 'E1', message: 'sold out' }] }) },
    ],
    states: 'error',
    errors: ['0 E1 sold out application'],
  },
  {
    shows: 'can turn ignored into 422 (C-245, C-804)',
    data: [{ id: 1, submit: item(200, { ignored: true }), postSubmit: item(422, fails) }],
    states: 'error',
    errors: ['0 E1 no stock application'],
  },
  {
    shows: 'sees and changes records that preMap dropped (C-248, C-412)',
    data: [{ id: 1, preMap: {}, postSubmit: item(422, fails) }, { id: 2 }],
    states: 'error success',
    errors: ['0 E1 no stock application'],
  },
  {
    shows: 'can take back an error of preMap (C-248)',
    data: [{ id: 1, preMap: fails, postSubmit: item(200) }],
    states: 'success',
  },
  {
    shows: 'leaves a dropped record as it was (C-248)',
    data: [
      { id: 1, preMap: {} },
      { id: 2, preMap: fails },
    ],
    states: 'ignored error',
    errors: ['1 E1 no stock pre_map_hook'],
  },
  {
    shows: 'can set 403, and the page is held (C-245, C-414)',
    data: [{ id: 1, postSubmit: item(403) }, { id: 2 }],
    states: 'held held',
  },
  {
    shows: 'a throw fails all records (C-006)',
    findings: ['hook-threw C-006'],
    errors: ['0 Error down post_submit_hook', '1 Error down post_submit_hook'],
    data: [{ id: 1 }, { id: 2, postSubmitThrows: 'down' }],
    states: 'error error',
  },
  {
    shows: 'one element too many fails all records (C-005)',
    findings: ['length-changed C-005'],
    errors: ['0 invalid_extension_response'],
    data: [{ id: 1, postSubmitWhole: [item(200), item(200)] }],
    states: 'error',
  },
]);
testPages(
  'postSubmit with rereadResponseData false',
  { attach: [...all, 'postSubmit'], assumptions: { rereadResponseData: false } },
  [{ shows: 'changes nothing (C-245)', data: [{ id: 1, postSubmit: item(422, fails) }], states: 'success' }],
);
testPages(
  'postSubmit with droppedRecordsInResponseData false',
  { attach: [...all, 'preMap', 'postSubmit'], assumptions: { droppedRecordsInResponseData: false } },
  [
    {
      shows: 'does not get records that preMap dropped (C-248, C-412)',
      data: [{ id: 1, preMap: {}, postSubmit: item(422, fails) }, { id: 2 }],
      states: 'ignored success',
    },
  ],
);

testPages('postResponseMap in an import', { attach: [...all, 'postResponseMap'] }, [
  {
    shows: 'runs without a response mapping (C-263)',
    data: [{ id: 1, postResponseMap: { id: 9 } }],
    states: 'success',
    goesOn: [{ id: 9 }],
  },
  {
    shows: 'changes what later steps see (C-264)',
    data: [{ id: 1 }, { id: 2, postResponseMap: { id: 2, seen: true } }],
    states: 'success success',
    goesOn: [{ id: 1 }, { id: 2, seen: true }],
  },
  {
    shows: 'does not get failed records (C-415)',
    data: [{ id: 1, submit: item(422, fails), postResponseMap: { id: 9 } }, { id: 2 }],
    states: 'error success',
    errors: ['0 E1 no stock application'],
  },
  {
    shows: 'a throw fails all records (C-006)',
    findings: ['hook-threw C-006'],
    errors: ['0 Error down response_mapping', '1 Error down response_mapping'],
    data: [{ id: 1 }, { id: 2, postResponseMapThrows: 'down' }],
    states: 'error error',
  },
  {
    shows: 'one record too many fails all records (C-005)',
    findings: ['length-changed C-005'],
    errors: ['0 invalid_extension_response'],
    data: [{ id: 1, postResponseMapWhole: [{}, {}] }],
    states: 'error',
  },
  {
    shows: 'an object with the array fails all records (C-261)',
    findings: ['bad-shape C-261'],
    errors: ['0 invalid_extension_response'],
    data: [{ id: 1, postResponseMapWhole: { data: [{ id: 1 }] } }],
    states: 'error',
  },
]);
testPages(
  'a failed record with proceedOnFailure',
  { attach: [...all, 'postResponseMap'], setup: { proceedOnFailure: true } },
  [
    {
      shows: 'goes on to postResponseMap and the next step (C-415)',
      data: [{ id: 1, submit: item(422, fails), postResponseMap: { id: 9 } }],
      states: 'error',
      goesOn: [{ id: 9 }],
      errors: ['0 E1 no stock application'],
    },
  ],
);

const answered = item(200, { id: 'A7', _json: { no: 5, list: [{ x: 1 }] } });
const fields = [
  { extract: 'id', generate: 'destination.id' },
  { extract: '_json.list[0].x', generate: 'x' },
  { extract: 'statusCode', generate: 'status' },
  { extract: '_json.absent', generate: 'absent' },
];
testPages('a response mapping', { attach: all, setup: { responseMapping: { fields } } }, [
  {
    shows: 'takes plain paths of the answer into the record (C-440, C-441, C-442, C-444)',
    data: [{ id: 1, submit: answered }],
    states: 'success',
    goesOn: [{ id: 1, submit: answered, destination: { id: 'A7' }, x: 1, status: 200 }],
  },
  {
    shows: 'leaves a failed record alone (C-415, C-440)',
    data: [{ id: 1, submit: item(422, fails) }],
    states: 'error',
    errors: ['0 E1 no stock application'],
  },
]);
testPages(
  'a response mapping with responseMappingMode off',
  { attach: all, setup: { responseMapping: { fields } }, assumptions: { responseMappingMode: 'off' } },
  [{ shows: 'maps nothing (C-444)', data: [{ id: 1, submit: answered }], states: 'success' }],
);
testPages(
  'a response mapping that is not modelled',
  {
    attach: all,
    setup: {
      responseMapping: {
        fields: [
          { extract: '$', generate: 'all' },
          { extract: 'data[*].x', generate: 'xs' },
        ],
        lists: [{ generate: 'l', fields: [] }],
      },
    },
  },
  [
    {
      shows: '"$", [*] and lists are left out and said to be (C-441, C-443, C-444)',
      findings: ['not-modelled C-444', 'not-modelled C-444', 'not-modelled C-444'],
      data: [{ id: 1 }],
      states: 'success',
    },
  ],
);
testPages(
  'a response mapping over the size limit',
  {
    attach: [...all, 'postResponseMap'],
    setup: { responseMapping: { fields: [{ extract: '_json', generate: 'j' }] } },
    assumptions: { maxPageBytes: 400 },
  },
  [
    {
      shows: 'fails the page before postResponseMap runs (C-268, C-336)',
      findings: ['too-large C-336'],
      errors: ['0 response_size_exceeded'],
      data: [{ id: 1, submit: item(200, { _json: 'x'.repeat(200) }), postResponseMapThrows: 'it ran' }],
      states: 'error',
    },
  ],
);

testPages(
  'child records of a one-to-many import',
  { attach: [...all, 'postResponseMap'], setup: { oneToMany: true, pathToMany: 'lines', childRecords: true } },
  [
    {
      shows: 'postResponseMap gets the child records when the script says so (C-265, C-405)',
      data: [{ id: 1, lines: [{ n: 1, postResponseMap: { n: 10 } }, { n: 2 }] }],
      states: 'success',
      goesOn: [{ id: 1, lines: [{ n: 10 }, { n: 2 }] }],
    },
  ],
);
testPages(
  'parents of a one-to-many import',
  { attach: [...all, 'postResponseMap'], setup: { oneToMany: true, pathToMany: 'lines' } },
  [
    {
      shows: 'postResponseMap gets the parent otherwise (C-265)',
      data: [{ id: 1, postResponseMap: { id: 9 }, lines: [{ n: 1, postResponseMap: { n: 10 } }] }],
      states: 'success',
      goesOn: [{ id: 9 }],
    },
  ],
);
