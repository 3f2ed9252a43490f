import { type HookRecorder, SourceError } from '../../recording-source.ts';
import { recorderMark } from './recorder-lines.ts';

/**
 * The recorder hook (C-505, C-550): a script that changes nothing and logs the JSON of its options in numbered chunks,
 * for `celigo-log` to read. `bearerToken` is never logged, at whatever depth.
 */
export const recorderHook: HookRecorder = {
  name: 'celigo-recorder',
  says: 'writes a hook that changes nothing and logs what it is passed; celigo-log reads its log',
  rule: 'C-550',
  kinds: [
    ...['preSavePage', 'preMap', 'postMap', 'postSubmit', 'postAggregate', 'postResponseMap'],
    ...['transform', 'inputFilter', 'outputFilter', 'branchFilter', 'formInit', 'preSave', 'step', 'update'],
    'changeEdition',
  ],
  defaultKind: 'postSubmit',
  reader: 'celigo-log',
  assumptions: { recorderChunkChars: { rule: 'C-550', default: 4000 } },
  write(kind, assumptions) {
    const chars = assumptions['recorderChunkChars'];
    if (typeof chars !== 'number' || !Number.isInteger(chars) || chars < 100 || chars > mostChunkChars) {
      throw new SourceError(
        `recorderChunkChars is ${JSON.stringify(chars)}; expected a whole number from 100 to ${mostChunkChars} (C-550)`,
      );
    }
    return writeScript(kind, chars);
  },
};

const mostChunkChars = 1_000_000;

/** Default names that differ from the kind's own (C-310). */
const functionNames: Readonly<Record<string, string>> = {
  inputFilter: 'filter',
  outputFilter: 'filter',
  branchFilter: 'filter',
};

/** The result that changes nothing; undefined for hooks whose result nobody reads (C-251, C-297, C-299, C-300). */
const passThrough: Readonly<Record<string, string>> = {
  preSavePage: '{ data: options.data, errors: options.errors || [], abort: false }',
  preMap: 'options.data.map(function (record) { return { data: record }; })',
  postMap: 'options.postMapData.map(function (record) { return { data: record }; })',
  postSubmit: 'options.responseData',
  postResponseMap: 'options.postResponseMapData',
  transform: 'options.record',
  inputFilter: 'true',
  outputFilter: 'true',
  branchFilter: 'true',
  formInit: 'options.resource.settingsForm.form',
  preSave: 'options.newResource',
};

/** Plain ES5: nothing is known of the engine (C-320, C-322). A failure of the recording never becomes one of the page. */
function writeScript(kind: string, chunkChars: number): string {
  const result = passThrough[kind];
  return `// Recorder hook for ${kind}, written by hooksmith: it changes nothing and logs what it is passed.
// 1. Attach it in place of the hook and turn on debug for the script, so that its console lines are kept.
// 2. Run the flow, then save the log of the script.
// 3. hooksmith record celigo-log LOG
// The log holds the data of the records. A token for the REST API (bearerToken) is left out.

var recorderChunkChars = ${chunkChars};
var recorderRun = '';
var recorderPage = 0;

function ${functionNames[kind] ?? kind}(options) {
  recordCall(options);
${result === undefined ? '' : `  return ${result};\n`}}

function recordCall(options) {
  try {
    var text = toAscii(JSON.stringify(options, leaveOutToken));
    if (recorderRun === '') recorderRun = makeRunId();
    var page = recorderPage;
    recorderPage += 1;
    var count = Math.max(1, Math.ceil(text.length / recorderChunkChars));
    for (var index = 1; index <= count; index += 1) {
      var chunk = text.slice((index - 1) * recorderChunkChars, index * recorderChunkChars);
      var place = '${kind} ' + recorderRun + ' ' + page + ' ' + index + '/' + count + ' ';
      console.log('${recorderMark} ' + place + chunk.length + ' ' + checksumOf(place + chunk) + ' |' + chunk + '|');
    }
  } catch (error) {
    console.log('${recorderMark} failed ${kind}: ' + (error && error.message));
  }
}

function leaveOutToken(key, value) {
  return key === 'bearerToken' ? undefined : value;
}

// A log may keep other characters in an encoding of its own.
function toAscii(text) {
  return text.replace(/[^ -~]/g, function (character) {
    return '\\\\u' + ('0000' + character.charCodeAt(0).toString(16)).slice(-4);
  });
}

function makeRunId() {
  return Date.now().toString(36) + '-' + Math.floor(Math.random() * 2000000000).toString(36);
}

// FNV-1a, 32 bits.
function checksumOf(text) {
  var hash = 2166136261;
  for (var at = 0; at < text.length; at += 1) {
    hash ^= text.charCodeAt(at);
    hash += (hash << 1) + (hash << 4) + (hash << 7) + (hash << 8) + (hash << 24);
  }
  return ('0000000' + (hash >>> 0).toString(16)).slice(-8);
}
`;
}
