const EN = `paddle-verify: may this PaddlePaddle container image run there?

  paddle-verify check .                        judge what this folder holds
  paddle-verify explain tag/is-pinned          why a rule exists, how to mend a finding
  paddle-verify policy init                    write a commented paddle-verify.yaml

paddle-verify --help lists all commands; COMMAND --help explains one.
`;

const ZH = `paddle-verify：这个 PaddlePaddle 容器镜像能在那里运行吗？

  paddle-verify check .                        检查当前目录中的文件
  paddle-verify explain tag/is-pinned          解释规则的缘由以及如何修复
  paddle-verify policy init                    生成带注释的 paddle-verify.yaml

paddle-verify --help 列出全部命令；在命令后加 --help 查看其用法。
`;

/** What a call without any argument prints: the three commands to begin with. */
export function welcome(env: NodeJS.ProcessEnv): string {
  const locale = env['PADDLE_VERIFY_LANG'] || env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  return locale.toLowerCase().startsWith('zh') ? ZH : EN;
}
