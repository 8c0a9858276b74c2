/** Programs that answer requests until they are stopped. */
const PROGRAMS: ReadonlySet<string> = new Set([
  'gunicorn',
  'uvicorn',
  'hypercorn',
  'daphne',
  'waitress-serve',
  'uwsgi',
  'mosec',
  'torchserve',
  'tritonserver',
  'fastdeployserver',
  'nginx',
  'httpd',
  'caddy',
  'paddlex_genai_server',
  'paddlespeech_server',
  'paddle_serving_server',
  'tensorflow_model_server',
  'vllm',
]);

/** Programs that do so with this word behind them. */
const WITH_WORD: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['flask', new Set(['run'])],
  ['fastapi', new Set(['run', 'dev'])],
  ['paddlex', new Set(['--serve'])],
  ['paddleocr', new Set(['genai_server', 'mcp_server'])],
  ['hub', new Set(['serving'])],
  ['fastdeploy', new Set(['simple_serving', 'serve', 'serving'])],
  ['visualdl', new Set(['service', '--logdir'])],
  ['bentoml', new Set(['serve'])],
  ['serve', new Set(['run'])],
  ['streamlit', new Set(['run'])],
  ['ollama', new Set(['serve'])],
  ['manage.py', new Set(['runserver'])],
]);

/** Modules of `python -m`; so is each whose last part says `server` or `serve`. */
const MODULES: ReadonlySet<string> = new Set([
  'flask',
  'uvicorn',
  'gunicorn',
  'hypercorn',
  'http.server',
  'fastdeploy.entrypoints.openai.api_server',
  'paddle_serving_server.serve',
  'tornado',
  'waitress',
  'streamlit',
]);

/** Longest command that is looked at: a server is started in its first words or not at all. */
const LOOKED_AT = 20_000;
const SERVER_NAME =
  /(?:^|[._/-])(?:web_?|api_?|http_?|grpc_?|model_?)?(?:server?|serving)(?:_app|_api|_main)?$/i;

/** Whether a command, in exec or shell form, starts a program that is known to answer requests. */
export function startsServer(command: readonly string[]): boolean {
  const words = command
    .join(' ')
    .slice(0, LOOKED_AT)
    .split(/[\s;&|()"'`]+/)
    .filter((word) => word !== '');
  return words.some((word, index) => {
    const program = word.slice(word.lastIndexOf('/') + 1);
    if (PROGRAMS.has(program)) return true;
    const later = WITH_WORD.get(program);
    if (later !== undefined && words.slice(index + 1, index + 12).some((next) => later.has(next)))
      return true;
    return /^python[0-9.]*$/.test(program) && isServerScript(words.slice(index + 1, index + 6));
  });
}

/** What follows `python`: `-m MODULE`, or a script whose name says that it serves. */
function isServerScript(words: readonly string[]): boolean {
  const index = words.findIndex((word) => word === '-m' || !word.startsWith('-'));
  const first = words[index];
  if (first !== '-m') return first !== undefined && SERVER_NAME.test(first.replace(/\.py$/, ''));
  const module = words[index + 1] ?? '';
  return MODULES.has(module) || SERVER_NAME.test(module);
}
