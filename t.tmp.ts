import { loadScript } from './emulator/sandbox/script/load.ts';
const calls = (module: 'functions'|'commonjs', defaultNames: string[]) => ({ platform:'x', hook:'h', calls:{module, defaultNames, globals:[]}, rules:{entry:'C-005'} }) as never;
for (const [f, m, n] of [['a.js','functions'],['b.ts','functions'],['b.ts','functions','helpr'],['p.ts','commonjs'],['q.js','commonjs']] as const) {
  console.log('=====', f);
  console.time(f);
  try {
    const s = await loadScript({ file: '/tmp/h3/' + f, functionName: n, contract: calls(m, ['postSubmit']) });
    console.timeEnd(f);
    console.log(s.guest.text.length < 4000 ? s.guest.text : s.guest.text.length);
    console.log({ ...s, guest: { ...s.guest, text: 0, modules: s.guest.modules.map((x) => [x.name, x.text.length]) } });
    console.dir(s.resultAt)
  } catch (e) { console.log(e); }
}
