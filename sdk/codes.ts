/**
 * Every code that a finding can carry, with what it means and how to mend it.
 * `hooksmith explain <code>` prints these texts; reports and `--json` carry the codes unchanged.
 */
export const findingCodes = {
  'hook-threw': {
    says: 'The hook threw, handed an error to its callback, or its promise was rejected.',
    fix: 'Open the line the finding names. Guard the values it reads, or catch the error and return it in the record it belongs to.',
  },
  'length-changed': {
    says: 'The result has another number of elements than the page has records.',
    fix: 'Return one element for each record, in the same order: use map, not filter, and mark a record instead of dropping it.',
  },
  'bad-shape': {
    says: 'The result is not what the platform reads: a missing or wrong field, or no result at all.',
    fix: 'Compare the named path with the contract: `hooksmith explain <rule>` says what it must be.',
  },
  'not-serializable': {
    says: 'The result cannot cross the border as JSON: a cycle, a BigInt, nesting without end, or a toJSON that throws.',
    fix: 'Return plain objects, arrays, strings, numbers, booleans and null.',
  },
  'too-large': {
    says: 'The result is larger than the platform takes.',
    fix: 'Return less: drop fields that no later step reads, or ask for smaller pages.',
  },
  'timed-out': {
    says: 'The hook had not finished when its time was up, so its process was stopped.',
    fix: 'Look for a loop that never ends, a promise that never settles, or a regular expression that backtracks.',
  },
  'out-of-memory': {
    says: 'The hook used more memory than it may, so its process was stopped.',
    fix: 'Look for a collection that grows without end; keep ids instead of whole records.',
  },
  crashed: {
    says: 'The process that ran the hook ended by itself, neither for time nor for memory.',
    fix: 'Replay the page alone with `--page`; if it happens again, please report it with the page.',
  },
  'not-a-function': {
    says: 'The script was loaded, but what it offers under the expected name is not a function.',
    fix: 'Declare the function at the top level of the script, or name another with `script.js#name`.',
  },
  'wrong-form': {
    says: 'The function has a form that this kind of hook does not have: it takes a callback where the platform reads the returned value, or returns where the platform waits for the callback.',
    fix: 'Write the function in the form that the kind has: `(options) => result` for scripts, `(options, callback)` for stacks.',
  },
  'called-back-twice': {
    says: 'The hook gave more than one result: it called its callback again, or threw after it had a result.',
    fix: 'Return right after calling the callback, and call it once on every path.',
  },
  'never-called-back': {
    says: 'The hook ended without a result and nothing is left that could still give one.',
    fix: 'Call the callback, return a value, or settle the promise on every path.',
  },
  'late-error': {
    says: 'An error came up after the hook had given its result, in a promise that nobody waits for.',
    fix: 'Await the promise, or catch its rejection.',
  },
  'result-changed': {
    says: 'The result differs from the one that the recording holds.',
    fix: 'If the change is meant, record the page again; otherwise look at the path and the two values.',
  },
  'undeclared-global': {
    says: 'The script assigns a name that it never declares, or reads one that the platform does not have.',
    fix: 'Declare it with const, let or var.',
  },
  'misread-input': {
    says: 'The script reads a field that this kind of hook is never passed, or by the name that it has in another kind.',
    fix: 'Read the field that the message names.',
  },
  'not-modelled': {
    says: 'The script uses something that the platform has and hooksmith does not emulate yet.',
    fix: 'A call of the platform needs an answer: the message says what to add. For the rest, keep it out of the tested path or report the need.',
  },
  'refused-call': {
    says: "The hook called a function of the platform's module that hooks may not call, or with arguments that it does not take.",
    fix: 'Make the call as `hooksmith explain <rule>` says, or do without it.',
  },
  'bad-recording': {
    says: 'The recorded input is not what the platform passes: a fault of the recording, not of the hook.',
    fix: 'Record the page again, or mend the named path.',
  },
  'stale-stage': {
    says: 'A stage of a pipeline was taken from the recording, although the record that reached it is not the one it was recorded for.',
    fix: 'Give the stage as a function or an endpoint in hooksmith.json, or record the pipeline again with the changed hook.',
  },
  'wrong-setup': {
    says: 'The configuration of a step is wrong, so the step is not run and nothing is sent.',
    fix: 'Mend the named path of `setup` in hooksmith.json.',
  },
  'doubtful-setup': {
    says: 'The configuration of a step is legal and most likely not what was meant.',
    fix: 'Look at the named path of `setup` in hooksmith.json; `hooksmith explain <rule>` says what the platform makes of it.',
  },
  'step-failed': {
    says: 'The platform would have failed the step: its attempts are used up, or what came back is an error for it.',
    fix: 'Look at the attempts of the report: status, class and reason of each; mend the request, the script or the policy.',
  },
  'step-refused': {
    says: 'The step sent nothing, because what it was to send, or where to, is not allowed or cannot be made.',
    fix: 'Mend what the message names; no request has left this machine.',
  },
  'stale-answer': {
    says: 'An answer was taken from the recording, although another request than the recorded one was to be sent.',
    fix: 'If the change is meant, record the step again: `hooksmith send <step> --record FILE`.',
  },
  'no-effect': {
    says: 'What the hook returns has no effect: the platform does not read it there, or the hook changes nothing and yet its presence changes what becomes of the data.',
    fix: 'Remove what the message names, or return it where the platform reads it; remove a hook that is not needed.',
  },
  'inexact-number': {
    says: 'A number in the recording is beyond 2^53 and JavaScript has changed it while reading.',
    fix: 'Send such ids as strings; the platform reads them with the same loss.',
  },
  'state-lost': {
    says: 'A page was stopped, and with it went what the script had kept in module variables for this job.',
    fix: 'Mend the page that was stopped first; the pages after it ran with fresh module variables.',
  },
  'relies-on-state': {
    says: 'The same page, run twice in a row, gives two results: a module variable carries over from call to call.',
    fix: 'Build the result from the input alone; keep in module variables only what may be lost, such as a cache.',
  },
  'secret-in-source': {
    says: 'A text in the script looks like a password, a token or a key; whoever may read the script has it.',
    fix: 'Take it out, replace it where it is valid, and keep it in what the platform has for it: the settings of a connection, or variables.',
  },
  'clock-or-chance': {
    says: 'The result depends on the clock or on random numbers: a replay repeats it, the platform does not.',
    fix: 'Nothing, if it is meant; `--now` and `--seed` show other times and numbers. Else take the value from the input.',
  },
  'assumed-rule': {
    says: 'The verdict leans on behaviour that no source documents; each such behaviour is an option with a default.',
    fix: 'If you know better, set the option in hooksmith.json (`assumptions`) and tell us the source.',
  },
} as const satisfies Readonly<Record<string, { readonly says: string; readonly fix: string }>>;

/** A code of `findingCodes`. */
export type FindingCode = keyof typeof findingCodes;
