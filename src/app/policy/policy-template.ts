/** A paddle-verify.yaml in which every key is explained, and all that is not needed is a comment. */
export function policyTemplate(extended: string): string {
  return `# paddle-verify: what this repository is judged by.
# Check this file with \`paddle-verify policy lint\`, see what it comes to with \`paddle-verify policy show\`.

# The policy to start from:
#   baseline    what the files can tell (the default)
#   production  strict: digests, limits, non-root, AppArmor, one version; what could not be checked is exit 3
#   audit       report everything, fail nothing
# or the path of another file like this one, such as policies/bank.yaml.
extends: ${extended}

# The lowest severity that fails a run: critical, high, medium, low, info, or never.
# failOn: medium

# Changes to single rules, or to a whole family. \`paddle-verify rules list\` prints the ids.
# rules:
#   tag/has-digest: high               # another severity; also selects a rule that is not selected
#   workload/is-scraped: off           # not judged at all
#   tag/registry-is-allowed:
#     severity: high
#     options: { allowed: [harbor.bank.example] }
#   tag/*: high                        # the whole family

# Folders with rules of your own: FOLDER/<family>/<name>.yaml. See docs/writing-a-rule.md.
# ruleFolders: [policy/rules]

# Files that are not judged (patterns as in .gitignore).
# exclude: [vendor/]

# Registries that mirror others: prefix here -> prefix of the upstream. Without this an image from your own registry is of
# unknown make, and the rules about Paddle tags cannot judge it.
# mirrors:
#   harbor.bank.example/dockerhub: docker.io

# Images of your own: what each is built from, or that it has nothing to do with Paddle.
# images:
#   harbor.bank.example/ocr/server: { dockerfile: Dockerfile }
#   harbor.bank.example/ocr/batch: { base: paddlepaddle/paddle:2.6.1 }
#   harbor.bank.example/ocr/web: { other: a web front end }

# Findings that are accepted until a day. All five parts are required; an expired waiver is a finding itself.
# waivers:
#   inline: deny                       # refuse waivers in comments of the judged files
#   list:
#     - rule: tag/is-pinned
#       subject: "deploy/staging/*"    # glob over the subject, its name or its file
#       reason: staging follows the nightly build
#       owner: "@ocr-team"
#       until: "2026-12-31"            # the last day on which it holds (UTC)

# Rules that nobody can waive, here or in a comment.
# notWaivable: [hardening/is-not-privileged, hardening/mounts-no-engine-socket]
`;
}
