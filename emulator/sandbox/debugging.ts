/** The runner's side of a debugger. Guest code cannot reach it. */
export interface Debugging {
  /** Shows a line in the debugger's console. */
  print(level: string, text: string): void;
}

/** Null where no debugger was asked for. Ends the process where Node, which goes on without it, could not open its inspector. */
export function openDebugging(): Debugging | null {
  if (!process.execArgv.some((flag) => flag.startsWith('--inspect'))) return null;
  const inspector = process.getBuiltinModule('node:inspector');
  // Node has said why on stderr.
  if (inspector.url() === undefined) process.exit(noInspectorCode);
  return {
    print(level, text) {
      if (level === 'error') inspector.console.error(text);
      else if (level === 'warn') inspector.console.warn(text);
      else inspector.console.log(text);
    },
  };
}

const noInspectorCode = 71;
