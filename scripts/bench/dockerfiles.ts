import { image } from './images.ts';
import type { Random } from './random.ts';

const PACKAGES = ['curl', 'libgl1', 'libglib2.0-0', 'libgomp1', 'git', 'tini', 'ca-certificates', 'wget'];
const WHEELS = [
  'numpy==1.26.4',
  'opencv-python==4.9.0.80',
  'paddleocr==2.7.3',
  'fastapi==0.111.0',
  'uvicorn',
];

/** One Dockerfile of about 925 bytes: one or two stages, an ARG now and then, a heredoc, packages, wheels, USER. */
export function dockerfile(random: Random, index: number): string {
  const base = image(random);
  const lines = [`# service ${String(index)}: built by the platform team`];
  if (random.chance(15)) lines.push(`ARG BASE=${base}`, `FROM \${BASE} AS build`);
  else lines.push(`FROM ${random.chance(8) ? '--platform=linux/amd64 ' : ''}${base} AS build`);
  lines.push('WORKDIR /app', 'ENV PYTHONUNBUFFERED=1 \\', `    MODEL_DIR=/models/ocr-${String(index)}`);
  lines.push(...aptInstall(random), 'COPY requirements.txt ./', ...pipInstall(random));
  if (random.chance(27))
    lines.push('RUN <<EOF', 'set -e', 'mkdir -p /app/logs', 'chmod 750 /app/logs', 'EOF');
  if (random.chance(40)) lines.push('', `FROM ${image(random)}`, 'COPY --from=build /app /app');
  lines.push('COPY src/ ./src/', `LABEL org.opencontainers.image.title="svc-${String(index)}"`);
  if (random.chance(60)) lines.push('RUN useradd --uid 10001 --no-create-home app', 'USER 10001');
  lines.push(`EXPOSE ${String(8000 + random.below(1000))}`);
  if (random.chance(50))
    lines.push('HEALTHCHECK --interval=30s CMD curl -fsS http://127.0.0.1:8000/health || exit 1');
  lines.push('CMD ["python", "-m", "uvicorn", "src.main:app", "--host", "0.0.0.0"]', '');
  return lines.join('\n');
}

function aptInstall(random: Random): readonly string[] {
  const packages = PACKAGES.filter(() => random.chance(60));
  return [
    'RUN apt-get update \\',
    ...packages.map((name) => `    && apt-get install -y --no-install-recommends ${name} \\`),
    '    && rm -rf /var/lib/apt/lists/*',
  ];
}

function pipInstall(random: Random): readonly string[] {
  const wheels = WHEELS.filter(() => random.chance(70));
  return [`RUN pip install --no-cache-dir ${wheels.join(' ')} -r requirements.txt`];
}
